import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { recordApiEvent } from "@/server/api-events/record-api-event";
import { makeDebtor, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { look } from "@/server/conversations/testing/sent-touch";
import { addNote } from "@/server/debtors/add-note";
import { forecastRetention } from "@/server/retention/forecast-retention";
import { readRetention } from "@/server/retention/read-retention";
import { runRetention } from "@/server/retention/run-retention";
import { saveRetention } from "@/server/retention/save-retention";
import { honourRequest } from "@/server/rights/restrict/restrict-person";
import { askFor } from "@/server/rights/testing/a-whole-life";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

let workspace: TestWorkspace;
let ctx: TenantContext;
let debtor: TestDebtor;
const inYears = (years: number) => workspace.at(new Date(Date.UTC(2026 + years, 2, 3, 15)));
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ ctx } = workspace);
  debtor = await makeDebtor(ctx);
});

const run = (statement: ReturnType<typeof sql>) => withTenant(ctx, (tx) => tx.execute(statement));
const settle = () =>
  run(sql`update invoices set status = 'paid', paid_minor = amount_minor where tenant_id = ${ctx.tenantId}`);
const thirdParty = () =>
  run(sql`update tenants set settings = '{"collectorRole":"third_party"}' where id = ${ctx.tenantId}`);
const consumer = () => run(sql`update debtors set kind = 'consumer' where tenant_id = ${ctx.tenantId}`);
const say = () =>
  run(sql`
    insert into messages (tenant_id, id, debtor_id, channel, direction, from_address, to_address, body, at)
    values (${ctx.tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, 'sms', 'inbound', 'a', 'b', 'I will pay', ${ctx.clock.now().toISOString()})`);
const goes = async (at: TenantContext) =>
  Object.fromEntries((await forecastRetention(at)).flatMap(({ kind, goes }) => (goes > 0 ? [[kind, goes]] : [])));
const heldIn = async (at: TenantContext, kind: string) =>
  (await forecastRetention(at)).find((line) => line.kind === kind)?.held;

describe("the dry run", () => {
  test("says what goes and what is held and why, and nothing is changed", async () => {
    await say();
    await addNote(ctx, { debtorId: debtor.debtorId, body: "calls back" });
    expect(await goes(inYears(5))).toEqual({});
    expect(await goes(inYears(7))).toEqual({});
    expect(await heldIn(inYears(7), "contact_records")).toEqual([{ hold: "unpaid", count: 1 }]);
    await settle();
    expect(await goes(inYears(7))).toEqual({ contact_records: 1, notes: 1 });
    const line = (await forecastRetention(inYears(7))).find(({ kind }) => kind === "notes");
    expect(line?.examples).toMatchObject([{ label: expect.stringMatching(/^Carrier/), since: "2026-03-02" }]);
    await askFor(ctx, "access", debtor.debtorId);
    expect(await heldIn(inYears(7), "notes")).toEqual([{ hold: "request", count: 1 }]);
    expect(await look(ctx, sql`select body from messages where tenant_id = ${ctx.tenantId}`)).toHaveLength(1);
  });

  test("holds what a person asked to be kept and not used", async () => {
    await addNote(ctx, { debtorId: debtor.debtorId, body: "calls back" });
    await settle();
    await honourRequest(ctx, { requestId: await askFor(ctx, "restrict", debtor.debtorId) });
    expect(await heldIn(inYears(20), "notes")).toEqual([{ hold: "restricted", count: 1 }]);
    expect((await runRetention(inYears(20))).deleted).not.toHaveProperty("people");
    expect(await look(ctx, sql`select body from debtor_notes where tenant_id = ${ctx.tenantId}`)).toHaveLength(1);
  });
});

describe("a run", () => {
  test("drops what other systems said happened with what was said, also where nobody said a word", async () => {
    const input = { debtorId: debtor.debtorId, event: "pod_received", data: { signed_by: "J. Ortiz" } };
    await recordApiEvent(ctx, input, { announce: async () => {} });
    await settle();
    expect((await runRetention(inYears(5))).deleted).toEqual({});
    expect((await runRetention(inYears(7))).deleted).toEqual({ contact_records: 1 });
    expect(await look(ctx, sql`select 1 from api_events where tenant_id = ${ctx.tenantId}`)).toEqual([]);
  });

  test("deletes what the dry run said, leaves one entry, and the next finds nothing", async () => {
    await say();
    await addNote(ctx, { debtorId: debtor.debtorId, body: "calls back" });
    await settle();
    expect(await runRetention(inYears(7))).toEqual({
      deleted: { contact_records: 1, notes: 1 },
      held: {},
      more: false,
    });
    expect(await goes(inYears(7))).toEqual({});
    expect(await look(ctx, sql`select 1 from messages where tenant_id = ${ctx.tenantId}`)).toEqual([]);
    expect(
      await look(
        ctx,
        sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'retention.run'`,
      ),
    ).toEqual([{ details: { version: 0, contact_records: 1, notes: 1 } }]);
  });

  test("erases people with whom nothing is open any more, and what had to be kept goes on its own day", async () => {
    await settle();
    expect((await runRetention(inYears(11))).deleted).toMatchObject({ people: 1 });
    expect(
      await look(ctx, sql`select erased_at is not null as erased from debtors where tenant_id = ${ctx.tenantId}`),
    ).toEqual([{ erased: true }]);
    const kept = await look<{ kind: string; until: string }>(
      ctx,
      sql`select kind, kept_until::text as until from restricted_records where tenant_id = ${ctx.tenantId}`,
    );
    expect(kept).toEqual([{ kind: "permissions", until: "2042-03-03" }]);
    expect((await runRetention(inYears(16))).deleted.restricted).toBeUndefined();
    expect((await runRetention(inYears(17))).deleted.restricted).toBe(1);
  });

  test("does a bounded amount, and says that there is more", async () => {
    for (let at = 0; at < 3; at += 1) await makeDebtor(ctx);
    for (const { id } of await look<{ id: string }>(ctx, sql`select id from debtors where tenant_id = ${ctx.tenantId}`))
      await addNote(ctx, { debtorId: id, body: "calls back" });
    await settle();
    expect(await runRetention(inYears(7), { rows: 3 })).toMatchObject({ deleted: { notes: 3 }, more: true });
    expect(await runRetention(inYears(7), { rows: 3 })).toMatchObject({ deleted: { notes: 1 }, more: false });
  });
});

describe("a workspace's own periods", () => {
  test("shorten and lengthen only within what the law allows for its debtors", async () => {
    const days = async (kind: string) => (await readRetention(ctx)).lines.find((line) => line.kind === kind);
    expect(await days("contact_records")).toMatchObject({ minDays: 30, sources: [] });
    await saveRetention(ctx, { version: 0, periods: { contact_records: 60 } });
    expect(await days("contact_records")).toMatchObject({ days: 60, own: true });
    const tooShort = saveRetention(ctx, { version: 1, periods: { permissions: 100 } });
    await expect(tooShort).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { permissions: expect.any(String) } },
    });
    await expect(saveRetention(ctx, { version: 0, periods: {} })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("never cut short what a collector must keep of a consumer for three years", async () => {
    await say();
    await settle();
    await saveRetention(ctx, { version: 0, periods: { contact_records: 60 } });
    await thirdParty();
    await consumer();
    expect(await goes(inYears(2))).toEqual({});
    expect(await goes(inYears(4))).toEqual({ contact_records: 1 });
  });
});
