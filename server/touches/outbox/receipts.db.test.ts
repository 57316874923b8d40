import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { personKey } from "@/server/audit/person-seal";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import type { Decision } from "@/server/policy/contract";
import { decideCase } from "@/server/policy/decide-cases";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { receiptDecision, receiptQuestion, receiptReasoning } from "@/server/touches/outbox/receipts";
import { recordingEmail, testTools } from "@/server/touches/testing/recording-vendors";

const receiptsOf = (ctx: TenantContext) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{
      verdict: Decision["verdict"];
      code: string | null;
      next_allowed_at: string | null;
      decision: unknown;
      reasoning: unknown;
      sealed: Buffer | null;
      log_key: string;
    }>(sql`
      select r.verdict, r.code, r.next_allowed_at, r.decision, r.sealed, ${receiptReasoning}, d.log_key
      from touch_receipts r
      join touches t on t.tenant_id = r.tenant_id and t.id = r.touch_id
      join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
      where r.tenant_id = ${ctx.tenantId}`);
    return rows.map((row) => ({
      ...row,
      decision: receiptDecision(row),
      asked: receiptQuestion(row, personKey(row.log_key)),
      written: JSON.stringify([row.decision, row.reasoning, row.sealed?.toString("latin1")]),
    }));
  });

test("over all receipts of a campaign, asking the question again gives the same answer; no address stands in one", async () => {
  const { ctx, at } = await makeWorkspace();
  const debtors = [
    await makeDebtor(ctx, { phone: "+15125550101" }),
    await makeDebtor(ctx, { phone: "+15125550102" }),
    // Two debtors at one address: what the one gets counts for the other.
    await makeDebtor(ctx, { email: "shared@example.com", phone: "+18505550103" }),
    await makeDebtor(ctx, { email: "shared@example.com", phone: "+18505550103" }),
  ];
  const [stopped, optedOut, consumer] = debtors.map((debtor) => debtor.debtorId);
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`update debtors set stop = 'cease' where tenant_id = ${ctx.tenantId} and id = ${stopped}`);
    await tx.execute(sql`
      update debtors set kind = 'consumer', address_verified = false
      where tenant_id = ${ctx.tenantId} and id = ${consumer}`);
    await tx.execute(sql`
      insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
      values (${ctx.tenantId}, ${ctx.chance.id()}, ${optedOut}, 'sms', '+15125550102', 'recipient', ${ctx.clock.now().toISOString()})`);
    await tx.execute(sql`
      update tenants set settings = '{"collectorRole": "third_party"}' where id = ${ctx.tenantId}`);
  });
  const line = [steps.email("mail"), steps.waitDays("pause", 1), steps.sms("text"), steps.call("call")];
  await startCampaign(ctx, lineGraph(line));
  const port = recordingEmail();
  for (const day of ["02T15:00", "03T16:00", "03T23:00", "04T18:00", "06T16:00", "09T16:00", "12T16:00"]) {
    const later = at(new Date(`2026-03-${day}:00Z`));
    await wakeDue(later);
    await dispatchTouches(later, { channel: "email", port }, testTools);
  }

  const receipts = await receiptsOf(ctx);
  expect(receipts.length).toBeGreaterThan(8);
  expect(new Set(receipts.map(({ verdict }) => verdict)).size).toBeGreaterThan(1);
  const addresses = debtors.flatMap(({ email, phone }) => [email, phone]);
  for (const { verdict, code, next_allowed_at, decision, asked, written } of receipts) {
    const again = decideCase(asked);
    expect([again.verdict, again.code]).toEqual([verdict, code]);
    expect(again.nextAllowedAt).toEqual(next_allowed_at === null ? null : new Date(next_allowed_at));
    expect(again.results).toEqual(decision.results);
    expect(again.reasons).toEqual(decision.reasons);
    expect([again.inputHash, again.rulePackVersion]).toEqual([decision.inputHash, decision.rulePackVersion]);
    // Nor whom it is about, or where: that is in the ciphertext alone.
    const personal = [...addresses, ...debtors.map(({ debtorId }) => debtorId), "78701"];
    expect(personal.filter((each) => written.includes(each))).toEqual([]);
  }
});
