import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { endCampaign, finishCampaigns, pauseCampaign } from "@/server/campaigns/change-campaign";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { recordPayment } from "@/server/payments/record-payment";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { settleInDoubt } from "@/server/touches/dispatch/settle-in-doubt";
import { getTouch } from "@/server/touches/get-touch";
import { listTouches } from "@/server/touches/list-touches";
import { settleTouch } from "@/server/touches/settle-touch";
import { queued, through, touchesOf } from "@/server/touches/testing/queued-touches";
import { recordingEmail, testTools } from "@/server/touches/testing/recording-vendors";

/** What the lease's end does, without waiting for it. */
const leaseEnds = (ctx: TenantContext) =>
  withTenant(ctx, (tx) =>
    tx.execute(sql`update touches set claimed_until = now() - interval '1 second'
      where tenant_id = ${ctx.tenantId} and status = 'sending'`),
  );

/** When the one touch goes out next; null once it does no more. */
const dispatchAtOf = (ctx: TenantContext) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ at: string }>(sql`
      select dispatch_at as at from touches where tenant_id = ${ctx.tenantId} and status = 'queued'`);
    return rows[0] ? new Date(rows[0].at) : null;
  });

const tasksOf = (ctx: TenantContext) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute(sql`
      select kind, done_at is not null as done from tasks where tenant_id = ${ctx.tenantId}`);
    return rows;
  });

function pay(ctx: TenantContext, debtorId: string, amountMinor: number) {
  return withTenant(ctx, (tx) =>
    recordPayment(tx, ctx, {
      debtorId,
      currency: "USD",
      amountMinor,
      method: "member",
      status: "succeeded",
      receivedAt: ctx.clock.now(),
    }),
  );
}

describe("sending", () => {
  test("a queued touch is sent once, with live money, and both receipts are kept", async () => {
    const { ctx, debtor } = await queued();
    const vendor = recordingEmail();
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ claimed: 1, sent: 1 });
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ claimed: 0 });
    expect(vendor.received).toHaveLength(1);
    expect(vendor.received[0]).toMatchObject({ to: debtor.email, subject: expect.stringContaining("$500.00") });
    expect(vendor.received[0]?.html).toContain("https://pay.example/pay/");
    const [touch] = await touchesOf(ctx);
    expect(touch).toMatchObject({ status: "sent", attempts: 1, slot: "made" });
    const detail = await getTouch(ctx, { touchId: touch?.id ?? "" });
    expect(detail.receipts.map((receipt) => [receipt.stage, receipt.verdict])).toEqual([
      ["plan", "allow"],
      ["dispatch", "allow"],
    ]);
    expect(detail.message?.body).toContain("$500.00");
    const { rows } = await listTouches(ctx, { pageSize: 10, channel: "email", status: "sent" });
    expect(rows.map((row) => row.id)).toEqual([toPublicId("touch", touch?.id ?? "")]);
  });

  test("workers at once never send one touch twice", async () => {
    const { ctx } = await queued(30);
    const vendor = recordingEmail();
    await Promise.all([1, 2, 3].map(() => dispatchTouches(ctx, through(vendor), testTools, { concurrency: 8 })));
    expect(vendor.received).toHaveLength(30);
    expect(new Set(vendor.received.map((mail) => mail.idempotencyKey)).size).toBe(30);
  });

  test("a debtor who paid after it was decided is not contacted", async () => {
    const { ctx, debtor } = await queued();
    // The money alone, as if its signal were still on its way.
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update invoices set paid_minor = amount_minor, status = 'paid'
        where tenant_id = ${ctx.tenantId} and debtor_id = ${debtor.debtorId}`),
    );
    const vendor = recordingEmail();
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ held: 1, sent: 0 });
    expect(vendor.received).toEqual([]);
    expect(await touchesOf(ctx)).toMatchObject([
      { status: "cancelled", result_code: "NOTHING_OWED", slot: "released" },
    ]);
  });

  test("a payment that comes while it is queued cancels it before it can be claimed", async () => {
    const { ctx, debtor } = await queued();
    const vendor = recordingEmail();
    await Promise.all([pay(ctx, debtor.debtorId, 50_000), dispatchTouches(ctx, through(vendor), testTools)]);
    const [touch] = await touchesOf(ctx);
    expect(vendor.received).toHaveLength(touch?.status === "sent" ? 1 : 0);
    expect(["sent", "cancelled"]).toContain(touch?.status);
  });

  test("a debtor who opted out after it was decided is not contacted", async () => {
    const { ctx, debtor } = await queued();
    await withTenant(ctx, (tx) =>
      tx.execute(sql`insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
        values (${ctx.tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, 'email', ${debtor.email}, 'recipient', now())`),
    );
    const vendor = recordingEmail();
    await dispatchTouches(ctx, through(vendor), testTools);
    expect(vendor.received).toEqual([]);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "refused", result_code: "OPTED_OUT", slot: "released" }]);
  });

  test("an opt-out's signal cancels what was queued for that address", async () => {
    const { ctx, debtor } = await queued();
    const signalled = await withTenant(ctx, (tx) =>
      signalDebtor(tx, ctx, { debtorId: debtor.debtorId, kind: "opted_out", data: { address: debtor.email } }),
    );
    expect(signalled).toEqual({ enrollments: 1, cancelledTouches: 1 });
  });

  test("a touch that comes up outside the debtor's hours is put off with its slot, not sent", async () => {
    const { ctx, at } = await queued();
    const night = at(new Date("2026-03-03T06:00:00Z"));
    const vendor = recordingEmail();
    expect(await dispatchTouches(night, through(vendor), testTools)).toMatchObject({ held: 1 });
    expect(await touchesOf(ctx)).toMatchObject([{ status: "queued", slot: "reserved" }]);
    const morning = at(new Date("2026-03-03T16:00:00Z"));
    expect(await dispatchTouches(morning, through(vendor), testTools)).toMatchObject({ sent: 1 });
  });

  test.each([
    ["the campaign ended", (ctx: TenantContext, campaignId: string) => endCampaign(ctx, { campaignId })],
    [
      "the debtor left",
      (ctx: TenantContext, _: string, debtorId: string) =>
        withTenant(ctx, async (tx) => {
          await signalDebtor(tx, ctx, { debtorId, kind: "promise_made" });
          await tx.execute(sql`update enrollment_signals set consumed_at = at where tenant_id = ${ctx.tenantId}`);
          await atTheEnd(tx, ctx);
        }),
    ],
    [
      "the debtor promised",
      (ctx: TenantContext, _: string, debtorId: string) =>
        withTenant(ctx, (tx) => signalDebtor(tx, ctx, { debtorId, kind: "promise_made" })),
    ],
  ])("a touch the vendor gives back after %s is cancelled, not sent later", async (_, leave) => {
    const { ctx, at, campaignId, debtor } = await queued();
    const vendor = recordingEmail();
    vendor.behave = async () => {
      await leave(ctx, campaignId, debtor.debtorId);
      return { kind: "not_sent", code: "429", retryAfterSeconds: 60 };
    };
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ requeued: 1 });
    expect(await touchesOf(ctx)).toMatchObject([{ status: "cancelled", result_code: "LEFT", slot: "released" }]);
    vendor.behave = undefined;
    await dispatchTouches(at(new Date("2026-03-02T16:00:00Z")), through(vendor), testTools);
    expect(vendor.received).toEqual([]);
  });

  test("the last touch of a journey that came to its end is sent when the vendor takes it, also once its campaign is over", async () => {
    const { ctx, at } = await queued();
    const vendor = recordingEmail();
    vendor.behave = async () => {
      await withTenant(ctx, (tx) => atTheEnd(tx, ctx));
      expect(await finishCampaigns(ctx)).toBe(1);
      return { kind: "not_sent", code: "429", retryAfterSeconds: 60 };
    };
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ requeued: 1 });
    vendor.behave = undefined;
    await dispatchTouches(at(new Date("2026-03-02T16:00:00Z")), through(vendor), testTools);
    expect(vendor.received).toHaveLength(1);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "sent" }]);
  });

  test("touches of a paused campaign stay queued", async () => {
    const { ctx, campaignId } = await queued();
    await pauseCampaign(ctx, { campaignId });
    expect(await dispatchTouches(ctx, through(recordingEmail()), testTools)).toMatchObject({ claimed: 0 });
  });
});

describe("a vendor", () => {
  test("that surely did not send is tried again later, and in the end a person is asked", async () => {
    const { ctx, at } = await queued();
    const vendor = recordingEmail();
    vendor.behave = () => ({ kind: "not_sent", code: "RATE_LIMITED", retryAfterSeconds: 60 });
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ requeued: 1 });
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ claimed: 0 });
    for (let minutes = 2; minutes < 200; minutes += 15) {
      const later = at(new Date(ctx.clock.now().getTime() + minutes * 60_000));
      await dispatchTouches(later, through(vendor), testTools);
    }
    expect(await touchesOf(ctx)).toMatchObject([{ status: "failed", result_code: "RATE_LIMITED", slot: "released" }]);
    expect(vendor.calls).toBe(6);
    expect(await tasksOf(ctx)).toEqual([{ kind: "failed_send", done: false }]);
  });

  test("that refuses the address ends the touch, and the address is not used again", async () => {
    const { ctx, debtor } = await queued();
    const vendor = recordingEmail();
    vendor.behave = () => ({ kind: "refused", code: "21211", suppress: "undeliverable" });
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ failed: 1 });
    const points = await withTenant(ctx, (tx) =>
      tx.execute(
        sql`select status from contact_points where tenant_id = ${ctx.tenantId} and id = ${debtor.emailPointId}`,
      ),
    );
    expect(points.rows).toEqual([{ status: "undeliverable" }]);
  });

  test("that hangs is left in doubt, asked later, and its send is counted once", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail({ canBeAsked: true });
    vendor.behave = () => new Promise(() => {});
    expect(await dispatchTouches(ctx, through(vendor), testTools, { timeoutMs: 20 })).toMatchObject({ inDoubt: 1 });
    await leaseEnds(ctx);
    expect(await settleInDoubt(ctx, through(vendor), testTools)).toMatchObject({ requeued: 1 });
    vendor.behave = undefined;
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ sent: 1 });
    expect(vendor.received).toHaveLength(1);
  });

  test("that never takes it is asked less and less often, and in the end a person is", async () => {
    const { ctx, at } = await queued();
    const vendor = recordingEmail({ canBeAsked: true });
    vendor.behave = () => new Promise(() => {});
    let now = ctx.clock.now();
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const then = at(now);
      await dispatchTouches(then, through(vendor), testTools, { timeoutMs: 5 });
      await leaseEnds(ctx);
      await settleInDoubt(then, through(vendor), testTools);
      const next = await dispatchAtOf(ctx);
      if (!next) break;
      waits.push((next.getTime() - now.getTime()) / 1_000);
      now = next;
    }
    expect(waits).toEqual([0, 60, 120, 240, 480]);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "failed", result_code: "NOT_SENT", slot: "released" }]);
    expect(await tasksOf(ctx)).toEqual([{ kind: "failed_send", done: false }]);
  });

  test("that kept the message but did not answer is asked, and the touch counts as sent", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail({ canBeAsked: true });
    vendor.behave = () => ({ kind: "in_doubt", code: "TIMEOUT" });
    await dispatchTouches(ctx, through(vendor), testTools);
    await leaseEnds(ctx);
    expect(await settleInDoubt(ctx, through(vendor), testTools)).toMatchObject({ sent: 1 });
    expect(vendor.received).toHaveLength(1);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "sent", slot: "made" }]);
  });

  test("that drops repeated keys gets the same key again, and keeps one", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail({ deduplicates: true });
    vendor.behave = (_key, nth) =>
      nth === 1 ? { kind: "in_doubt", code: "TIMEOUT" } : { kind: "accepted", providerRef: "unused" };
    await dispatchTouches(ctx, through(vendor), testTools);
    await leaseEnds(ctx);
    expect(await settleInDoubt(ctx, through(vendor), testTools)).toMatchObject({ sent: 1 });
    expect(vendor.calls).toBe(2);
    expect(vendor.received).toHaveLength(1);
  });

  test("that can neither deduplicate nor be asked leaves an unknown: counted, never resent, shown to a person", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail();
    vendor.behave = () => ({ kind: "in_doubt", code: "TIMEOUT" });
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ unknown: 1 });
    vendor.behave = undefined;
    await leaseEnds(ctx);
    await settleInDoubt(ctx, through(vendor), testTools);
    await dispatchTouches(ctx, through(vendor), testTools);
    expect(vendor.calls).toBe(1);
    const [touch] = await touchesOf(ctx);
    expect(touch).toMatchObject({ status: "unknown", slot: "made" });
    expect(await tasksOf(ctx)).toEqual([{ kind: "unknown_send", done: false }]);
    await settleTouch(ctx, { touchId: touch?.id ?? "", as: "sent" });
    expect(await tasksOf(ctx)).toEqual([{ kind: "unknown_send", done: true }]);
  });

  test("whose worker dies between claim and record: the send is settled, never doubled", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail({ canBeAsked: true });
    const dead = new Error("killed");
    // The worker's end: the call went out, nothing after it happened.
    const before = await touchesOf(ctx);
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update touches set status = 'sending', attempts = 1, claimed_until = now() - interval '1 second'
        where tenant_id = ${ctx.tenantId}`),
    );
    await vendor.send(
      {
        workspace: { tenantId: ctx.tenantId, now: ctx.clock.now() },
        touchId: before[0]?.id ?? "",
        debtorId: "",
        idempotencyKey: `touch-${before[0]?.id}`,
        to: "",
        fromName: "",
        replyTo: null,
        subject: "",
        html: "",
        text: "",
        unsubscribeUrl: null,
      },
      AbortSignal.abort(dead),
    );
    await Promise.all([1, 2].map(() => settleInDoubt(ctx, through(vendor), testTools)));
    expect(vendor.received).toHaveLength(1);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "sent", slot: "made" }]);
  });
});

function atTheEnd(tx: TenantTransaction, ctx: TenantContext) {
  return tx.execute(sql`update enrollments set status = 'done', outcome = 'ended', due_at = null
    where tenant_id = ${ctx.tenantId}`);
}
