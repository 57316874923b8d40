import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import { check, sealAll } from "@/server/audit/testing/sealed";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { pressKeys } from "@/server/calls/keyed/press-keys";
import { receiveReply } from "@/server/conversations/receive-reply";
import { dispatchAll } from "@/server/conversations/testing/sent-touch";
import { unsubscribe } from "@/server/conversations/unsubscribe";
import { addNote } from "@/server/debtors/add-note";
import { optOut } from "@/server/debtors/opt-out";
import { stopDebtor } from "@/server/debtors/stop-debtor";
import { saveWishes } from "@/server/debtors/wishes/save-wishes";
import { openDispute } from "@/server/disputes/open-dispute";
import { listTasks } from "@/server/escalations/list-tasks";
import { runImport } from "@/server/imports/run-import";
import { recordPromise } from "@/server/promises/record-promise";
import { fromPublicId } from "@/server/public-ids";
import { correctPerson } from "@/server/rights/correct/correct-person";
import { erasePerson } from "@/server/rights/erase/erase-person";
import { planErasure } from "@/server/rights/erase/plan-erasure";
import { listRestricted, openRestricted } from "@/server/rights/erase/restricted-store";
import { treatments } from "@/server/rights/erase/treatments";
import { allWords, askFor, liveThrough, one, personFile, words } from "@/server/rights/testing/a-whole-life";
import { grepDatabase } from "@/server/rights/testing/grep-database";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { recordDelivery } from "@/server/touches/record-delivery";

test("every table of the product is told what erasing a person does to it", async () => {
  const { rows } = await sharedConnection().db.execute<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`);
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(treatments).sort());
});

describe("a person about whom everything is known", () => {
  let ctx: TenantContext;
  let debtorId: string;
  let otherId: string;
  let requestId: string;
  let correctionId: string;
  beforeAll(async () => {
    ({ ctx, debtorId, otherId } = await liveThrough((await makeWorkspace()).ctx));
    correctionId = await askFor(ctx, "correct", debtorId);
    requestId = await askFor(ctx, "erase", debtorId);
    await sealAll(ctx.tenantId);
  }, 120_000);

  test("stands in all the places that the test below finds empty", async () => {
    const found = Object.keys(await grepDatabase(allWords)).sort();
    for (const table of "api_events consents contact_points contacts debtor_notes debtors disputes errands import_chunks imports messages sandbox_deliveries tasks rights_requests contact_ledger".split(
      " ",
    ))
      expect(found).toContain(`public.${table}`);
    for (const [name, word] of Object.entries(words))
      expect(Object.keys(await grepDatabase([word])), name).not.toEqual([]);
  });

  test("is told before what goes and what must stay, and nothing is changed by looking", async () => {
    const plan = await planErasure(ctx, { requestId });
    expect(plan).toMatchObject({ debtorName: words.company, blockers: [], suppressed: 2, shared: 0 });
    expect(Object.fromEntries(plan.lines.map(({ holding, fate }) => [`${holding} ${fate}`, true]))).toMatchObject({
      "contacts deleted": true,
      "messages deleted": true,
      "receipts unreadable": true,
      "notes deleted": true,
      "import_files deleted": true,
      "identity unnamed": true,
    });
    expect(plan.kept.map(({ kind, keptUntil }) => [kind, keptUntil])).toEqual([
      ["books", "2033-12-31"],
      ["permissions", "2031-03-06"],
      ["claims", "2027-08-04"],
    ]);
    expect(plan.kept.flatMap(({ sources }) => sources.map(({ id }) => id))).toEqual(
      expect.arrayContaining(["US-TAX", "US-TSR-REC", "US-CLAIM"]),
    );
    expect(await planErasure(ctx, { requestId })).toEqual(plan);
  });

  test("is refused to whoever has not looked at what it does now", async () => {
    await expect(erasePerson(ctx, { requestId, hash: "of another plan" })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("once erased stands in no row of any table, and the log agrees with its chain as before", async () => {
    const { hash } = await planErasure(ctx, { requestId });
    const erased = await erasePerson(ctx, { requestId, hash });
    expect(erased).toEqual({ kept: 3, suppressed: 3, files: 1, traces: {} });
    expect(await grepDatabase(allWords)).toEqual({});
    await sealAll(ctx.tenantId);
    expect(await check(ctx.tenantId)).toMatchObject({ intact: true, problems: [] });
  });

  test("is brought back by no late report, call, reply or message that waited", async () => {
    const touches = await withTenant(ctx, (tx) =>
      tx.execute<{ id: string; channel: string }>(sql`
        select id, channel from touches where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}`),
    );
    const call = touches.rows.find(({ channel }) => channel === "voice")?.id ?? "";
    expect(call).not.toBe("");
    for (const { id: touchId } of touches.rows)
      await withTenant(ctx, (tx) => recordDelivery(tx, ctx, { touchId }, { status: "bounced", hard: true }));
    await answerCall(ctx, { touchId: call, answeredBy: "person" });
    for (const digits of ["1", "3", "9"]) await pressKeys(ctx, { touchId: call, step: "menu", digits, attempt: 1 });
    await pressKeys(ctx, { touchId: call, step: "promise_days", digits: "5", attempt: 1 });
    const text = { to: "+15005550006", text: words.reply, debtorId };
    expect(await receiveReply(ctx, { ...text, channel: "sms", from: words.phone })).toBeNull();
    expect(await receiveReply(ctx, { ...text, channel: "email", from: words.email })).toBeNull();
    expect(await unsubscribe({ tenantId: ctx.tenantId, touchId: touches.rows[0]?.id ?? "" })).toBeNull();
    const receipt = { key: "receipt:late", purpose: "receipt" as const, debtorId, channel: "email" as const };
    const content = { type: "text" as const, text: `${words.company} paid` };
    const queued = await withTenant(ctx, (tx) => queueTouch(tx, ctx, { ...receipt, content }));
    expect(queued.verdict).toBe("deny");
    await dispatchAll(ctx);
    expect(await grepDatabase(allWords)).toEqual({});
  });

  test("is written about by nobody again", async () => {
    const invoice = await one<{ id: string }>(
      ctx,
      sql`select id from invoices where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} limit 1`,
    );
    const attorney = { name: words.contact, email: words.email };
    const wishes = { debtorId, preferences: {}, statedTimeZone: null, saidHow: "phone", saidAt: "2026-03-01T09:00" };
    const attempts: Record<string, () => Promise<unknown>> = {
      note: () => addNote(ctx, { debtorId, body: words.note }),
      dispute: () => openDispute(ctx, { invoiceId: invoice.id, reason: words.dispute, source: "member" }),
      attorney: () => stopDebtor(ctx, { debtorId, stop: "attorney", attorney }),
      wishes: () => saveWishes(ctx, wishes as Parameters<typeof saveWishes>[1]),
      optOut: () => optOut(ctx, { debtorId, channel: "email", address: words.email, source: "recipient" }),
      promise: () => recordPromise(ctx, { debtorId, dueOn: "2026-03-20", source: "member" }),
      request: () => askFor(ctx, "access", debtorId),
      correction: () =>
        correctPerson(ctx, { requestId: correctionId, changes: [{ field: "debtor.name", after: words.company }] }),
    };
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update disputes set resolved_at = now() where tenant_id = ${ctx.tenantId}`),
    );
    for (const [name, attempt] of Object.entries(attempts))
      await expect(attempt(), name).rejects.toMatchObject({ code: "PRECONDITION" });
    expect(await grepDatabase(allWords)).toEqual({});
  });

  test("leaves what others are owed: the sums, and everything about everybody else", async () => {
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select name, external_id from debtors where tenant_id = ${ctx.tenantId} and id = ${otherId}`),
    );
    expect(rows).toEqual([{ name: "Harbor Steel", external_id: "B-1" }]);
    expect(
      await one(
        ctx,
        sql`
      select sum(amount_minor)::int as amount, sum(open_minor)::int as open from invoices
      where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId}`,
      ),
    ).toEqual({ amount: 125_050, open: 120_050 });
    expect(Object.keys(await grepDatabase(["Bo Lind"]))).toContain("public.contacts");
  });

  test("is kept where the law says so, opened by owners and admins alone, with a reason that is logged", async () => {
    const records = await listRestricted(ctx);
    expect(records.map(({ kind }) => kind).sort()).toEqual(["books", "claims", "permissions"]);
    const recordId = fromPublicId("restrictedRecord", records.find(({ kind }) => kind === "claims")?.id ?? "") ?? "";
    const manager = { ...ctx, actor: { ...ctx.actor, role: "manager" } } as TenantContext;
    await expect(async () => openRestricted(manager, { recordId, reason: "legal_matter" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { record } = await openRestricted(ctx, { recordId, reason: "legal_matter" });
    for (const word of [words.company, words.contact, words.email, words.phone, words.street])
      expect(JSON.stringify(record)).toContain(word);
    expect(JSON.stringify(record)).not.toContain(words.note);
    expect(
      await one(
        ctx,
        sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'rights.restricted'`,
      ),
    ).toEqual({ details: { debtorId, kind: "claims", reason: "legal_matter" } });
  });

  test("is not written to when a later import brings them back: opted out, restricted, and shown to a person", async () => {
    const file = { fileName: "again.csv", options: { currency: "USD", mode: "good_rows" } } as const;
    await runImport(ctx, { ...file, content: Buffer.from(personFile("90077")) });
    const back = await one<{ id: string; restricted_for: string }>(
      ctx,
      sql`select id, restricted_for from debtors where tenant_id = ${ctx.tenantId} and external_id = 'Z-900'`,
    );
    expect(back.restricted_for).toBe("came_back");
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`
        select channel, address, source from opt_outs where tenant_id = ${ctx.tenantId} and debtor_id = ${back.id}
        order by channel`),
    );
    expect(rows).toEqual([
      { channel: "email", address: words.email, source: "recipient" },
      { channel: "sms", address: words.phone, source: "recipient" },
      { channel: "voice", address: words.phone, source: "recipient" },
    ]);
    const { tasks } = await listTasks(ctx, { limit: 20 });
    expect(tasks.filter(({ kind }) => kind === "erased_returned")).toHaveLength(1);
    expect(
      await one(ctx, sql`select restricted_for from debtors where tenant_id = ${ctx.tenantId} and external_id = 'B-1'`),
    ).toEqual({ restricted_for: null });
  });
});
