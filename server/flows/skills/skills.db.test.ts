import { type SQL, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { legalOffers } from "@/server/flows/offers/legal";
import type { Held } from "@/server/flows/skills/held";
import { runSkill, type SkillOutcome } from "@/server/flows/skills/run-skill";
import { recordPromise } from "@/server/promises/record-promise";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function call(): Promise<{ ctx: TenantContext; debtor: TestDebtor; held: Held }> {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx, { amounts: [70_450, 50_000] });
  return { ctx, debtor, held: heldWith(ctx, debtor) };
}

function heldWith(ctx: TenantContext, debtor: TestDebtor): Held {
  const { debtorId, phone: address, phonePointId: contactPointId } = debtor;
  return {
    conversationId: ctx.chance.id(),
    debtorId,
    channel: "voice",
    address,
    contactPointId,
    touchId: null,
    language: "en",
  };
}

async function count(ctx: TenantContext, from: SQL): Promise<number> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from ${from}`),
  );
  return rows[0]?.n ?? -1;
}

const code = (outcome: SkillOutcome) => (outcome.ok ? "ok" : outcome.error.code);
const promise = { skillCallId: "call_1", name: "record_promise", args: { dueOn: "2026-03-09" } };

describe("the same call of the same conversation", () => {
  test("does the same once, also when it comes five times at the same moment", async () => {
    const { ctx, held } = await call();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => runSkill(ctx, held, promise)));
    const done = { ok: true, result: { promises: 1, dueOn: "2026-03-09" } };
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => done));
    expect(await count(ctx, sql`promises`)).toBe(1);
    expect(await count(ctx, sql`audit_entries where action = 'promises.create' and actor_kind = 'debtor'`)).toBe(1);
  });
  test("is another call in another conversation, and another workspace knows nothing of it", async () => {
    const { ctx, debtor, held } = await call();
    await runSkill(ctx, held, promise);
    await runSkill(ctx, heldWith(ctx, debtor), promise);
    expect(await count(ctx, sql`promises`)).toBe(2);
    const other = await call();
    const stolen = await runSkill(other.ctx, { ...other.held, conversationId: held.conversationId }, promise);
    expect(code(stolen)).toBe("ok");
    expect(await count(other.ctx, sql`skill_runs`)).toBe(1);
  });
  test("cannot be used for another skill", async () => {
    const { ctx, held } = await call();
    await runSkill(ctx, held, promise);
    expect(code(await runSkill(ctx, held, { ...promise, name: "look_up_account", args: {} }))).toBe(
      "IDEMPOTENCY_MISMATCH",
    );
  });
});

test("what fails leaves nothing behind, says why in the same form, and may be tried again", async () => {
  const { ctx, held } = await call();
  const late = { ...promise, args: { dueOn: "2027-03-09" } };
  expect(await runSkill(ctx, held, late)).toEqual({
    ok: false,
    error: { code: "INVALID_INPUT", message: expect.any(String) },
  });
  expect(await count(ctx, sql`skill_runs`)).toBe(0);
  expect(code(await runSkill(ctx, held, promise))).toBe("ok");
  const other = { skillCallId: "call_2" };
  expect(code(await runSkill(ctx, held, { ...other, name: "arrest_debtor", args: {} }))).toBe("UNKNOWN_SKILL");
  expect(code(await runSkill(ctx, held, { ...other, name: "record_promise", args: { dueOn: "soon" } }))).toBe(
    "INVALID_ARGUMENTS",
  );
  expect(
    code(await runSkill(ctx, held, { ...other, name: "record_promise", args: { dueOn: "2026-03-09", waive: true } })),
  ).toBe("INVALID_ARGUMENTS");
  const document = { kind: "invoice", invoiceId: ctx.chance.id() };
  expect(await runSkill(ctx, held, { ...other, name: "send_document", args: document })).toMatchObject({
    ok: false,
    error: { code: "PRECONDITION", message: expect.stringContaining("no documents yet") },
  });
});

test("the account is told as it is now: open and overdue, invoices oldest first, the promise that stands", async () => {
  const { ctx, debtor, held } = await call();
  await recordPromise(ctx, { debtorId: debtor.debtorId, dueOn: "2026-03-05", source: "member" });
  const outcome = await runSkill(ctx, held, { skillCallId: "call_1", name: "look_up_account", args: {} });
  expect(outcome).toMatchObject({
    ok: true,
    result: {
      money: {
        balances: [{ currency: "USD", openMinor: 120_450, overdueMinor: 120_450 }],
        invoices: [{ openMinor: 70_450 }, { openMinor: 50_000 }],
        promise: { amountMinor: 120_450, dueOn: "2026-03-05" },
      },
    },
  });
});

test("only an invoice of theirs can be disputed, and once", async () => {
  const { ctx, debtor, held } = await call();
  const other = await makeDebtor(ctx);
  const dispute = (nth: number, invoiceId = "") => ({
    skillCallId: `call_${nth}`,
    name: "open_dispute",
    args: { invoiceId, reason: "The load was damaged." },
  });
  expect(code(await runSkill(ctx, held, dispute(1, other.invoiceIds[0])))).toBe("NOT_FOUND");
  expect(await runSkill(ctx, held, dispute(2, debtor.invoiceIds[0]))).toEqual({ ok: true, result: { opened: true } });
  expect(await runSkill(ctx, held, dispute(3, debtor.invoiceIds[0]))).toEqual({ ok: true, result: { opened: false } });
  expect(await count(ctx, sql`disputes where source = 'debtor'`)).toBe(1);
});

test("a pay link goes once through the policy, and not to who stopped us", async () => {
  const { ctx, held } = await call();
  const link = { skillCallId: "call_1", name: "send_pay_link", args: { by: "email" } };
  expect(await runSkill(ctx, held, link)).toMatchObject({ ok: true, result: { channel: "email" } });
  await runSkill(ctx, held, link);
  expect(await count(ctx, sql`touches where channel = 'email'`)).toBe(1);
  expect(
    await runSkill(ctx, { ...held, channel: "sms" }, { skillCallId: "call_2", name: "do_not_call", args: {} }),
  ).toEqual({
    ok: true,
    result: { stopped: true },
  });
  expect(await count(ctx, sql`opt_outs where source = 'recipient'`)).toBe(2);
  const text = { skillCallId: "call_3", name: "send_pay_link", args: { by: "sms" } };
  expect(code(await runSkill(ctx, held, text))).toBe("PRECONDITION");
});

test("what was agreed on is noted when it still fits what is open; instalments are drawn up by a person", async () => {
  const { ctx, held } = await call();
  const policy = { extension: { daysMax: 14 }, instalments: { countMax: 3, everyDays: 30, firstPercentMin: 25 } };
  const offers = legalOffers(policy, [{ openMinor: 120_450, currency: "USD" }], "2026-03-02");
  const terms = offers.find((offer) => offer.id === "instalments_3");
  const plan = { skillCallId: "call_1", name: "propose_plan", args: { terms } };
  expect(await runSkill(ctx, held, plan)).toEqual({
    ok: true,
    result: { noted: "instalments_3", dueOn: "2026-03-02" },
  });
  expect(await count(ctx, sql`promises where amount_minor = 40150 and due_on = '2026-03-02'`)).toBe(1);
  expect(await count(ctx, sql`tasks where kind = 'human_review' and note like 'instalments: $401.50%'`)).toBe(1);
  const stale = legalOffers(policy, [{ openMinor: 999, currency: "USD" }], "2026-03-02")[0];
  expect(code(await runSkill(ctx, held, { ...plan, skillCallId: "call_2", args: { terms: stale } }))).toBe(
    "PRECONDITION",
  );
});

test("a day to be called back on, and a new address, are put before a person", async () => {
  const { ctx, held } = await call();
  const back = { skillCallId: "call_1", name: "schedule_callback", args: { on: "2026-03-04", note: "after lunch" } };
  expect(code(await runSkill(ctx, held, back))).toBe("ok");
  const address = { skillCallId: "call_2", name: "update_contact", args: { email: "new@example.com" } };
  expect(code(await runSkill(ctx, held, address))).toBe("ok");
  expect(
    await count(
      ctx,
      sql`tasks where note in ('Call back on 2026-03-04: after lunch', 'New e-mail address: new@example.com')`,
    ),
  ).toBe(2);
  expect(code(await runSkill(ctx, held, { ...back, skillCallId: "call_3", args: { on: "2026-02-01" } }))).toBe(
    "INVALID_INPUT",
  );
});
