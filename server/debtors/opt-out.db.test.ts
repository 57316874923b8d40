import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { look } from "@/server/conversations/testing/sent-touch";
import { liftOptOut } from "@/server/debtors/lift-opt-out";
import { optOut } from "@/server/debtors/opt-out";
import { openDispute } from "@/server/disputes/open-dispute";
import { resolveDispute } from "@/server/disputes/resolve-dispute";
import { judgePromises } from "@/server/promises/judge-promises";
import { recordPromise } from "@/server/promises/record-promise";
import { makeWorkspace } from "@/server/testing/workspace";

test("a member's opt-out stands until new consent, whose evidence is kept; a carrier's stands for good", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId, phone: address } = await makeDebtor(ctx);
  const of = { debtorId, channel: "sms" as const, address };
  const first = await optOut(ctx, { ...of, source: "member" });
  expect(await optOut(ctx, { ...of, source: "member" })).toEqual(first);
  expect(await liftOptOut(ctx, { ...of, evidence: "signed form of 2 March" })).toEqual({ lifted: 1 });
  const evidence = sql`select evidence from consents where tenant_id = ${ctx.tenantId} and evidence is not null`;
  expect(await look(ctx, evidence)).toEqual([{ evidence: "signed form of 2 March" }]);
  await optOut(ctx, { ...of, source: "carrier" });
  await expect(liftOptOut(ctx, { ...of, evidence: "they said so" })).rejects.toMatchObject({ code: "PRECONDITION" });
});

test("a stop by text that already stood for texts alone still stops the calls, and says so", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId, phone: address } = await makeDebtor(ctx);
  const stop = () => optOut(ctx, { debtorId, channel: "sms", address, source: "recipient" });
  await stop();
  const written = () =>
    look(ctx, sql`select id from audit_entries where tenant_id = ${ctx.tenantId} and action = 'debtors.stop'`);
  expect((await written()).length).toBe(1);
  await look(
    ctx,
    sql`update opt_outs set lifted_at = now() where tenant_id = ${ctx.tenantId} and channel = 'voice' returning id`,
  );
  await stop();
  expect((await written()).length).toBe(2);
  await stop();
  expect((await written()).length).toBe(2);
});

test("nobody opts out, or back in, a debtor of another workspace", async () => {
  const { ctx } = await makeWorkspace();
  const { ctx: other } = await makeWorkspace();
  const { debtorId, phone: address } = await makeDebtor(ctx);
  const of = { debtorId, channel: "sms" as const, address };
  await expect(optOut(other, { ...of, source: "member" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(liftOptOut(other, { ...of, evidence: "none" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a viewer may not opt anybody out", async () => {
  const { ctx, as } = await makeWorkspace();
  const { debtorId, phone: address } = await makeDebtor(ctx);
  const input = { debtorId, channel: "sms", address, source: "member" } as const;
  await expect(optOut(as("viewer"), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a new promise replaces the last one, and is kept when nothing is open any more", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId, invoiceIds } = await makeDebtor(ctx, { amounts: [40_000] });
  await recordPromise(ctx, { debtorId, dueOn: "2026-03-05", source: "member" });
  await recordPromise(ctx, { debtorId, dueOn: "2026-03-09", source: "member" });
  const statuses = sql`select due_on::text, status from promises where tenant_id = ${ctx.tenantId} order by due_on`;
  expect(await look(ctx, statuses)).toEqual([
    { due_on: "2026-03-05", status: "cancelled" },
    { due_on: "2026-03-09", status: "open" },
  ]);
  await look(ctx, sql`update invoices set paid_minor = amount_minor, status = 'paid' where id = ${invoiceIds[0]}`);
  await look(ctx, sql`delete from debtor_balances where tenant_id = ${ctx.tenantId}`);
  expect(await judgePromises(ctx)).toEqual({ kept: 1, broken: 0 });
});

test.each(["2026-03-01", "2026-06-30"])("a promise for %s is refused: past, or too far away", async (dueOn) => {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx);
  await expect(recordPromise(ctx, { debtorId, dueOn, source: "member" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test("an invoice is disputed once at a time, and its task is done with it", async () => {
  const { ctx } = await makeWorkspace();
  const { invoiceIds } = await makeDebtor(ctx);
  const input = { invoiceId: invoiceIds[0] ?? "", reason: "Short delivery", source: "member" as const };
  const { disputeId } = await openDispute(ctx, input);
  expect(await openDispute(ctx, input)).toEqual({ disputeId });
  await resolveDispute(ctx, { disputeId });
  await resolveDispute(ctx, { disputeId });
  expect(await look(ctx, sql`select done_at is not null as done from tasks where tenant_id = ${ctx.tenantId}`)).toEqual(
    [{ done: true }],
  );
  expect((await openDispute(ctx, input)).disputeId).not.toBe(disputeId);
});
