import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import type { TenantContext } from "@/server/tenant-context";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { queued, through, touchesOf } from "@/server/touches/testing/queued-touches";
import { recordingEmail, testTools } from "@/server/touches/testing/recording-vendors";

const count = (ctx: TenantContext, what: ReturnType<typeof sql>) =>
  withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from ${what}`);
    return rows[0]?.n;
  });

test("a journey's text is kept once for all its touches, and each is sent with it", async () => {
  const { ctx } = await queued(5);
  expect(await count(ctx, sql`touch_texts where tenant_id = ${ctx.tenantId}`)).toBe(1);
  expect(await count(ctx, sql`touches where tenant_id = ${ctx.tenantId} and content is null`)).toBe(5);
  const vendor = recordingEmail();
  await dispatchTouches(ctx, through(vendor), testTools);
  expect(vendor.received.filter((mail) => mail.text.includes("Please pay $500.00"))).toHaveLength(5);
});

test("what waited too long in its claim is handed back unsent, and sent once by the next", async () => {
  const { ctx } = await queued(4);
  const vendor = recordingEmail({ deduplicates: true });
  const late = { leaseSeconds: 0, touchesMax: 4, lanes: 1 };
  expect(await dispatchTouches(ctx, through(vendor), testTools, late)).toMatchObject({ claimed: 4, requeued: 4 });
  expect(vendor.calls).toBe(0);
  expect((await touchesOf(ctx)).map(({ status, slot, attempts }) => [status, slot, attempts])).toEqual(
    Array(4).fill(["queued", "reserved", 0]),
  );
  await dispatchTouches(ctx, through(vendor), testTools);
  expect(vendor.received).toHaveLength(4);
});

test("of a vendor that can neither deduplicate nor be asked, no more is claimed than is being sent", async () => {
  const { ctx } = await queued(6);
  const sending: (number | undefined)[] = [];
  const vendor = recordingEmail();
  vendor.behave = async (key) => {
    sending.push(await count(ctx, sql`touches where tenant_id = ${ctx.tenantId} and status = 'sending'`));
    return { kind: "accepted", providerRef: key };
  };
  await dispatchTouches(ctx, through(vendor), testTools, { concurrency: 2, lanes: 1 });
  expect(sending).toHaveLength(6);
  expect(Math.max(...sending.map(Number))).toBeLessThanOrEqual(2);
});
