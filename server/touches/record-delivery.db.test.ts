import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { settleInDoubt } from "@/server/touches/dispatch/settle-in-doubt";
import { getTouch } from "@/server/touches/get-touch";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { recordDelivery } from "@/server/touches/record-delivery";
import { queued, through, touchesOf } from "@/server/touches/testing/queued-touches";
import { recordingEmail, testTools } from "@/server/touches/testing/recording-vendors";

describe("delivery reports", () => {
  async function sent() {
    const made = await queued();
    const vendor = recordingEmail();
    await dispatchTouches(made.ctx, through(vendor), testTools);
    const [touch] = await touchesOf(made.ctx);
    return { ...made, touchId: touch?.id ?? "", providerRef: touch?.provider_ref ?? "" };
  }
  const report = (ctx: TenantContext, touchId: string, status: "sent" | "delivered" | "bounced") =>
    withTenant(ctx, (tx) => recordDelivery(tx, ctx, { touchId }, { status, hard: true }));

  test("in any order, late or twice, end the same", async () => {
    const orders = [
      ["sent", "delivered", "bounced"],
      ["bounced", "delivered", "sent", "bounced"],
      ["delivered", "bounced", "delivered"],
    ] as const;
    for (const order of orders) {
      const { ctx, touchId } = await sent();
      for (const status of order) await report(ctx, touchId, status);
      expect(await touchesOf(ctx)).toMatchObject([{ status: "bounced" }]);
    }
  });

  test("reach the enrollment that made the touch, once", async () => {
    const { ctx, touchId } = await sent();
    await report(ctx, touchId, "delivered");
    await report(ctx, touchId, "delivered");
    const signals = await withTenant(ctx, (tx) =>
      tx.execute(sql`select kind from enrollment_signals where tenant_id = ${ctx.tenantId}`),
    );
    expect(signals.rows).toEqual([{ kind: "delivered" }]);
  });

  test("for a reference nobody knows yet are handed back", async () => {
    const { ctx } = await sent();
    const answer = await withTenant(ctx, (tx) =>
      recordDelivery(tx, ctx, { provider: "recorder", providerRef: "nobody" }, { status: "delivered" }),
    );
    expect(answer).toEqual({ found: false, changed: false });
  });

  test("that come before our own record are not undone by it", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail();
    const [touch] = await touchesOf(ctx);
    vendor.behave = async () => {
      await report(ctx, touch?.id ?? "", "delivered");
      return { kind: "accepted", providerRef: "x" };
    };
    await dispatchTouches(ctx, through(vendor), testTools);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "delivered", slot: "made" }]);
  });

  const openTasks = (ctx: TenantContext) =>
    withTenant(ctx, async (tx) => {
      const { rows } = await tx.execute(sql`
        select kind from tasks where tenant_id = ${ctx.tenantId} and done_at is null`);
      return rows;
    });

  test("answer for a person what became of an unknown send", async () => {
    for (const status of ["delivered", "bounced"] as const) {
      const { ctx } = await queued();
      const vendor = recordingEmail();
      vendor.behave = () => ({ kind: "in_doubt", code: "TIMEOUT" });
      await dispatchTouches(ctx, through(vendor), testTools);
      expect(await openTasks(ctx)).toEqual([{ kind: "unknown_send" }]);
      await report(ctx, (await touchesOf(ctx))[0]?.id ?? "", status);
      expect(await openTasks(ctx)).toEqual([]);
    }
  });

  test("leave nobody a failed send to look after that arrived, only one that did not", async () => {
    for (const [status, open] of [
      ["delivered", []],
      ["bounced", [{ kind: "failed_send" }]],
    ] as const) {
      const { ctx, at } = await queued();
      const vendor = recordingEmail();
      vendor.behave = () => ({ kind: "not_sent", code: "RATE_LIMITED", retryAfterSeconds: 60 });
      for (let minutes = 0; minutes < 200; minutes += 15) {
        const later = at(new Date(ctx.clock.now().getTime() + minutes * 60_000));
        await dispatchTouches(later, through(vendor), testTools);
      }
      expect(await openTasks(ctx)).toEqual([{ kind: "failed_send" }]);
      await report(ctx, (await touchesOf(ctx))[0]?.id ?? "", status);
      expect(await openTasks(ctx)).toEqual(open);
    }
  });

  test("that come as late answers of the vendor settle an unknown send as well", async () => {
    const { ctx } = await queued();
    const vendor = recordingEmail();
    vendor.behave = async () => {
      // Another worker gave the send up meanwhile.
      await withTenant(ctx, (tx) =>
        tx.execute(sql`update touches set claimed_until = now() - interval '1 second'
          where tenant_id = ${ctx.tenantId} and status = 'sending'`),
      );
      await settleInDoubt(ctx, through(recordingEmail()), testTools);
      expect(await openTasks(ctx)).toEqual([{ kind: "unknown_send" }]);
      return { kind: "accepted", providerRef: "x" };
    };
    await dispatchTouches(ctx, through(vendor), testTools);
    expect(await touchesOf(ctx)).toMatchObject([{ status: "sent", slot: "made" }]);
    expect(await openTasks(ctx)).toEqual([]);
  });
});

describe("a touch outside a journey", () => {
  test("goes through the policy into the outbox once per key", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    const receipt = () =>
      withTenant(ctx, (tx) =>
        queueTouch(tx, ctx, {
          key: "receipt:1",
          purpose: "receipt",
          debtorId,
          channel: "email",
          content: { type: "text", subject: "Thank you", text: "We received it.", html: "<p>We received it.</p>" },
        }),
      );
    const first = await receipt();
    expect(first.verdict).toBe("allow");
    expect(await receipt()).toEqual(first);
    const vendor = recordingEmail();
    expect(await dispatchTouches(ctx, through(vendor), testTools)).toMatchObject({ sent: 1 });
    expect(vendor.received[0]).toMatchObject({ subject: "Thank you", html: "<p>We received it.</p>" });
  });

  test("to somebody without an address is refused, with its receipt", async () => {
    const { ctx } = await makeWorkspace();
    const { debtorId } = await makeDebtor(ctx);
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update contact_points set status = 'undeliverable' where tenant_id = ${ctx.tenantId}`),
    );
    const { touchId, verdict } = await withTenant(ctx, (tx) =>
      queueTouch(tx, ctx, {
        key: "receipt:1",
        purpose: "receipt",
        debtorId,
        channel: "email",
        content: { type: "text", text: "Thank you" },
      }),
    );
    expect(verdict).toBe("deny");
    expect(await getTouch(ctx, { touchId })).toMatchObject({
      status: "refused",
      resultCode: "NO_ADDRESS",
      receipts: [{ stage: "plan", verdict: "deny", code: "NO_ADDRESS" }],
    });
  });
});
