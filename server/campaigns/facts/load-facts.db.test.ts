import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { loadFacts } from "@/server/campaigns/facts/load-facts";
import { tryRule } from "@/server/campaigns/facts/try-rule";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import type { FactPart } from "@/server/journeys/rules/facts";
import { makeWorkspace } from "@/server/testing/workspace";

const today = "2026-03-02";
const every: ReadonlySet<FactPart> = new Set([
  "invoices",
  "payments",
  "promises",
  "freight",
  "profile",
  "responses",
  "fees",
]);

test("every part is read from what is there, and a debtor of whom nothing is known has an empty one", async () => {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx, { amounts: [10_000, 20_000], dueOn: "2026-02-01" });
  const other = await makeDebtor(ctx, { amounts: [500], dueOn: "2026-04-01" });
  const [first = "", second = ""] = debtor.invoiceIds;
  const { tenantId } = ctx;
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`update invoices set has_pod = true, mode = 'FTL', lane_origin = 'Dallas', lane_destination = 'Atlanta',
      short_pay_minor = 100, factored = true where id = ${first}`);
    await tx.execute(sql`update invoices set portal_rejected = true where id = ${second}`);
    await tx.execute(
      sql`update debtors set stage = 'legal', fields = '{"terms":"Net 30"}' where id = ${debtor.debtorId}`,
    );
    await tx.execute(sql`insert into disputes (tenant_id, id, debtor_id, invoice_id, reason, source, opened_at)
      values (${tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, ${second}, 'Detention not agreed', 'member', now())`);
    for (const [status, day] of [
      ["broken", "2026-02-10"],
      ["open", "2026-03-09"],
    ]) {
      await tx.execute(sql`insert into promises (tenant_id, id, debtor_id, currency, amount_minor, due_on, status, source, created_at)
        values (${tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, 'USD', 100, ${day}, ${status}, 'member', now())`);
    }
    for (const [number, due, settled] of [
      ["P1", "2025-12-01", "2025-12-11"],
      ["P2", "2025-12-01", "2025-11-20"],
    ]) {
      await tx.execute(sql`insert into invoices (tenant_id, id, debtor_id, number, number_key, issued_on, due_on, currency,
          amount_minor, paid_minor, status, settled_on, created_at, updated_at)
        values (${tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, ${number}, ${number}, '2025-11-01', ${due}, 'USD', 100, 100,
          'paid', ${settled}, now(), now())`);
    }
    await tx.execute(sql`insert into payments (tenant_id, id, debtor_id, currency, amount_minor, status, method, received_at, created_at)
      values (${tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, 'USD', 100, 'succeeded', 'member', '2025-12-11T12:00:00Z', now())`);
    for (const [channel, result] of [
      ["voice", '{"outcome":"answered"}'],
      ["voice", '{"outcome":"no_answer"}'],
      ["email", null],
    ]) {
      await tx.execute(sql`insert into touches (tenant_id, id, key, purpose, debtor_id, channel, content, status, dispatch_at, call_result,
          created_at, sent_at)
        values (${tenantId}, ${ctx.chance.id()}, ${ctx.chance.id()}, 'reminder', ${debtor.debtorId}, ${channel}, '{}', 'sent',
          '2026-02-20T15:00:00Z', ${result}::jsonb, '2026-02-20T15:00:00Z', '2026-02-20T15:00:00Z')`);
    }
  });

  const owners = [debtor, other].map(({ debtorId }) => ({ owner: debtorId, debtorId, parts: every }));
  const facts = await withTenant(ctx, (tx) =>
    loadFacts(tx, ctx, owners, { today, now: ctx.clock.now(), of: "debtor" }),
  );
  expect(facts(debtor.debtorId)).toMatchObject({
    invoices: { overdueCount: 2, largest: [{ currency: "USD", openMinor: 20_000 }] },
    payments: { averageDaysLate: 5, lastPaidOn: "2025-12-11" },
    promises: { broken: 1, openDueOn: "2026-03-09" },
    freight: {
      podPresent: false,
      shortPaid: true,
      accessorialDisputed: true,
      factored: true,
      portalRejected: true,
      modes: ["FTL"],
      lanes: ["Dallas > Atlanta"],
    },
    profile: { stage: "legal", fields: { terms: "Net 30" } },
    responses: { email: { sent: 1, answered: 0 }, sms: { sent: 0, answered: 0 }, voice: { sent: 2, answered: 1 } },
    // The disputed one is left out.
    fees: [{ invoiceId: first, dueOn: "2026-02-01", chargedUntil: null, chargedMinor: 0, fixedCharged: false }],
  });
  expect(facts(other.debtorId)).toMatchObject({
    invoices: { overdueCount: 0 },
    payments: { averageDaysLate: null, lastPaidOn: null },
    promises: { broken: 0, openDueOn: null },
    freight: { podPresent: false, factored: false },
    fees: [],
  });
});

test("nothing is read where nobody asks, and a part only for those who do", async () => {
  const { ctx } = await makeWorkspace();
  const [one, two] = [await makeDebtor(ctx), await makeDebtor(ctx)];
  const owners = [
    { owner: one.debtorId, debtorId: one.debtorId, parts: new Set<FactPart>(["promises"]) },
    { owner: two.debtorId, debtorId: two.debtorId, parts: new Set<FactPart>() },
  ];
  const facts = await withTenant(ctx, (tx) =>
    loadFacts(tx, ctx, owners, { today, now: ctx.clock.now(), of: "debtor" }),
  );
  expect(Object.keys(facts(one.debtorId))).toEqual(["promises"]);
  expect(facts(two.debtorId)).toEqual({});
});

test("a rule is tried on what is known of a debtor now, and says what it found", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx, { name: "Harbor Steel", amounts: [721_000] });
  const rule = {
    all: [
      { fact: "balance" as const, op: "more_than" as const, amountMinor: 500_000, currency: "USD" },
      { fact: "broken_promises" as const, op: "equals" as const, value: 0 },
    ],
  };
  expect(await tryRule(ctx, { debtorId, rule })).toMatchObject({
    debtorName: "Harbor Steel",
    explanation: {
      group: "all",
      holds: true,
      parts: [
        { actual: 721_000, holds: true },
        { actual: 0, holds: true },
      ],
    },
  });
  const elsewhere = await makeWorkspace();
  await expect(tryRule(elsewhere.ctx, { debtorId, rule })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
