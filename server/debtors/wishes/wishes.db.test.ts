import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, makeDebtor, startCampaign, steps, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { tryContact } from "@/server/contact-rules/try-contact";
import { receiveReply } from "@/server/conversations/receive-reply";
import { dispatchAll, look } from "@/server/conversations/testing/sent-touch";
import { getDebtor } from "@/server/debtors/get-debtor";
import { stopDebtor } from "@/server/debtors/stop-debtor";
import { saveNotice, saveWishes } from "@/server/debtors/wishes/save-wishes";
import { verifyAddress } from "@/server/debtors/wishes/verify-address";
import type { TenantContext } from "@/server/tenant-context";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

// Monday, 9 o'clock in Texas, midnight in Tokyo.
const now = new Date("2026-03-02T15:00:00Z");
const said = { saidHow: "Said so in a call", saidAt: "2026-03-02T08:00" };

type Said = (ctx: TenantContext, debtor: TestDebtor) => Promise<void>;

const wish =
  (preferences: Parameters<typeof saveWishes>[1]["preferences"], statedTimeZone: string | null = null): Said =>
  (ctx, { debtorId }) =>
    saveWishes(ctx, { debtorId, preferences, statedTimeZone, ...said });

const nothing: Said = async () => {};

/** An agency that texts a consumer, which owes them a notice and a number that was verified lately. */
const agency: Said = (ctx, { debtorId }) =>
  withTenant(ctx, async (tx) => {
    await tx.execute(sql`update tenants set settings = '{"collectorRole": "third_party"}' where id = ${ctx.tenantId}`);
    await tx.execute(sql`update debtors set kind = 'consumer' where tenant_id = ${ctx.tenantId} and id = ${debtorId}`);
  });

const verifiedOn =
  (at: string | null): Said =>
  (ctx, { debtorId, phonePointId }) =>
    verifyAddress(ctx, {
      debtorId,
      contactPointId: phonePointId,
      place: null,
      verified: at === null ? null : { at, how: "database" },
    });

const contactedDaysAgo =
  (days: number): Said =>
  (ctx, { debtorId, email }) =>
    withTenant(ctx, async (tx) => {
      const id = ctx.chance.id();
      await tx.execute(sql`
        insert into contact_ledger (tenant_id, id, touch_id, debtor_id, channel, address, at, state)
        values (${ctx.tenantId}, ${id}, ${id}, ${debtorId}, 'email', ${email},
                ${new Date(now.getTime() - days * 86_400_000).toISOString()}, 'made')`);
    });

const all =
  (...each: Said[]): Said =>
  async (ctx, debtor) => {
    for (const one of each) await one(ctx, debtor);
  };

/** What is in order at first, what the debtor or a member then says, and the code under which it binds. */
const cases: { name: string; code: string; verdict: "defer" | "deny"; first: Said; later: Said }[] = [
  {
    name: "an hour they asked for",
    code: "PREF_TIME",
    verdict: "defer",
    first: nothing,
    later: wish({ notBefore: "18:00" }),
  },
  { name: "a day they asked for", code: "PREF_TIME", verdict: "defer", first: nothing, later: wish({ days: ["fri"] }) },
  {
    name: "a channel they refused",
    code: "CHANNEL_REFUSED",
    verdict: "deny",
    first: nothing,
    later: wish({ refusedChannels: ["sms"] }),
  },
  {
    name: "the time zone they are in",
    code: "TIME_POLICY",
    verdict: "defer",
    first: nothing,
    later: wish({}, "Asia/Tokyo"),
  },
  {
    name: "a number nobody verified lately",
    code: "NUMBER_STALE",
    verdict: "deny",
    first: all(agency, verifiedOn("2026-02-20T10:00")),
    later: verifiedOn("2025-12-01T10:00"),
  },
  {
    name: "a notice that never went out",
    code: "VALIDATION_OVERDUE",
    verdict: "deny",
    first: all(agency, verifiedOn("2026-02-20T10:00")),
    later: contactedDaysAgo(6),
  },
];

describe.each(cases)("$name", ({ code, verdict, first, later }) => {
  const begin = async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    await first(ctx, debtor);
    return { ctx, debtor };
  };
  const manual = (ctx: TenantContext, debtorId: string) =>
    withTenant(ctx, (tx) =>
      queueTouch(tx, ctx, {
        key: ctx.chance.id(),
        purpose: "reminder",
        debtorId,
        channel: "sms",
        content: { type: "text", text: "Please pay. Reply STOP to end." },
      }),
    );
  const latest = async (ctx: TenantContext) =>
    (
      await look<{ stage: string; verdict: string; code: string | null }>(
        ctx,
        sql`select stage, verdict, code from touch_receipts where tenant_id = ${ctx.tenantId} order by at desc, stage`,
      )
    )[0];

  test("binds when a journey wakes", async () => {
    const { ctx, debtor } = await begin();
    await startCampaign(ctx, lineGraph([steps.sms("text")]));
    await later(ctx, debtor);
    await wakeDue(ctx);
    const history = await look<{ events: { code?: string }[] }>(
      ctx,
      sql`select events from enrollment_history where tenant_id = ${ctx.tenantId}`,
    );
    const codes = history.flatMap(({ events }) => events.flatMap((event) => event.code ?? []));
    expect(codes).toContain(code);
    expect(await look(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId} and status = 'queued'`)).toEqual(
      [],
    );
  });

  test("binds between the decision and the sending", async () => {
    const { ctx, debtor } = await begin();
    expect((await manual(ctx, debtor.debtorId)).verdict).toBe("allow");
    await later(ctx, debtor);
    await dispatchAll(ctx);
    expect(await latest(ctx)).toEqual({ stage: "dispatch", verdict, code });
    expect(await look(ctx, sql`select 1 from sandbox_deliveries where tenant_id = ${ctx.tenantId}`)).toEqual([]);
  });

  test("binds what a person sends, and is told to who tries", async () => {
    const { ctx, debtor } = await begin();
    await later(ctx, debtor);
    await manual(ctx, debtor.debtorId);
    expect(await latest(ctx)).toEqual({ stage: "plan", verdict, code });
    const tried = await tryContact(ctx, { debtorId: debtor.debtorId, channel: "email", purpose: "reminder" });
    const texted = await tryContact(ctx, { debtorId: debtor.debtorId, channel: "sms", purpose: "reminder" });
    // What is queued for later counts against the next contact as well; the wish stands among the reasons.
    expect(texted.rules.some((rule) => rule.code === code && rule.result === verdict)).toBe(true);
    expect(tried.rulePackVersion).toBe(texted.rulePackVersion);
  });
});

describe("an attorney", () => {
  test("is the one who is written to while they stand for the debtor, and no longer", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId, email } = await makeDebtor(ctx);
    const attorney = { name: "Lee & Park", email: "office@lee-park.example" };
    await stopDebtor(ctx, { debtorId, stop: "attorney", attorney });
    await startCampaign(ctx, lineGraph([steps.email("mail"), steps.sms("text")])).catch(() => {});
    const send = (channel: "email" | "sms", key: string) =>
      withTenant(ctx, (tx) =>
        queueTouch(tx, ctx, {
          key,
          purpose: "reminder",
          debtorId,
          channel,
          content: { type: "text", text: "Please pay." },
        }),
      );
    expect((await send("sms", "1")).verdict).toBe("deny");
    expect((await send("email", "2")).verdict).toBe("allow");
    await dispatchAll(ctx);
    const sent = () =>
      look(ctx, sql`select to_address from sandbox_deliveries where tenant_id = ${ctx.tenantId} order by at, id`);
    expect(await sent()).toEqual([{ to_address: attorney.email }]);
    await withTenant(ctx, (tx) => tx.execute(sql`update debtors set stop = null where tenant_id = ${ctx.tenantId}`));
    const tried = await tryContact(ctx, { debtorId, channel: "email", purpose: "service" });
    expect(tried.contactName).toBe("Dana Reyes");
    const [contact] = (await getDebtor(ctx, { debtorId })).contacts.filter(({ name }) => name === attorney.name);
    expect(contact?.points).toMatchObject([{ address: attorney.email, place: "attorney" }]);
    expect(email).not.toBe(attorney.email);
  });

  test("cannot be one of the debtor's own addresses", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId, email } = await makeDebtor(ctx);
    const stop = stopDebtor(ctx, { debtorId, stop: "attorney", attorney: { name: "Lee & Park", email } });
    expect(await codeOf(stop)).toBe("INVALID_INPUT");
    expect((await getDebtor(ctx, { debtorId })).stop).toBeNull();
  });
});

describe("what a debtor said", () => {
  test("is shown with when and how, and the log names what changed and never to what", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId, phonePointId } = await makeDebtor(ctx);
    await saveWishes(ctx, {
      debtorId,
      preferences: { notBefore: "18:00", days: ["mon"] },
      statedTimeZone: "Asia/Tokyo",
      ...said,
    });
    await saveNotice(ctx, { debtorId, sentAt: "2026-03-01T10:00" });
    await verifyAddress(ctx, {
      debtorId,
      contactPointId: phonePointId,
      place: "work",
      verified: { at: "2026-02-28T10:00", how: "said" },
    });
    const debtor = await getDebtor(ctx, { debtorId });
    expect(debtor).toMatchObject({
      statedTimeZone: "Asia/Tokyo",
      wishes: { notBefore: "18:00", days: ["mon"], saidHow: said.saidHow },
      validationNotice: { due: false, firstContactAt: null },
    });
    expect(debtor.contacts[0]?.points.find(({ kind }) => kind === "phone")).toMatchObject({
      place: "work",
      verifiedHow: "said",
    });
    const rows = await look<{ details: unknown }>(
      ctx,
      sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'debtors.update'`,
    );
    const details = rows.map((row) => row.details);
    const expected = [
      { wishes: ["notBefore", "days", "statedTimeZone"] },
      { validationNoticeSent: true },
      { contactPointId: phonePointId, place: "work", verifiedHow: "said" },
    ];
    expect(details).toHaveLength(expected.length);
    expect(details).toEqual(expect.arrayContaining(expected));
  });

  test("cannot have been said tomorrow", async () => {
    const { ctx } = await makeWorkspace({ now });
    const { debtorId } = await makeDebtor(ctx);
    const tomorrow = { ...said, saidAt: "2026-03-03T10:00" };
    expect(await codeOf(saveWishes(ctx, { debtorId, preferences: {}, statedTimeZone: null, ...tomorrow }))).toBe(
      "INVALID_INPUT",
    );
    expect(await codeOf(saveNotice(ctx, { debtorId, sentAt: "2026-03-03T10:00" }))).toBe("INVALID_INPUT");
  });

  test("a text from a number verifies it", async () => {
    const { ctx } = await makeWorkspace({ now });
    const debtor = await makeDebtor(ctx);
    await receiveReply(ctx, { channel: "sms", from: debtor.phone, to: "+15005550006", text: "I will pay on Friday" });
    const { contacts } = await getDebtor(ctx, { debtorId: debtor.debtorId });
    expect(contacts[0]?.points.find(({ kind }) => kind === "phone")).toMatchObject({
      verifiedHow: "used",
      verifiedAt: now,
    });
  });
});
