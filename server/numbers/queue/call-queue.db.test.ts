// Live calls take turns: at the vendor, which takes so many a second of everybody, and in their workspace, which has so many places.
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { followCall } from "@/server/calls/recording/follow-call";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { realChance } from "@/server/chance";
import { look } from "@/server/conversations/testing/sent-touch";
import { addNumber } from "@/server/numbers/add-number";
import { limitCalls } from "@/server/numbers/change-number";
import { callTurns } from "@/server/numbers/queue/call-turns";
import { takeDialTurn } from "@/server/numbers/queue/dial-turn";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import type { TouchPurpose } from "@/server/touches/contract";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { queueTouch } from "@/server/touches/outbox/queue-touch";
import { recordingVoice, testTools } from "@/server/touches/testing/recording-vendors";

process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";

/** A live workspace with a call to each of so many debtors queued. */
async function queued(purposes: TouchPurpose[]) {
  const { ctx } = await makeWorkspace({ mode: "live" });
  for (const purpose of purposes) {
    const { debtorId } = await makeDebtor(ctx, { amounts: [50_000] });
    const content = { type: "text" as const, text: "This is Test Freight." };
    await withTenant(ctx, (tx) =>
      queueTouch(tx, ctx, { key: ctx.chance.id(), purpose, debtorId, channel: "voice", content }),
    );
  }
  return ctx;
}

/** A vendor's account of the test's own. */
const account = () => `test-${realChance.id()}`;
const calls = (count: number) => Array.from({ length: count }, (): TouchPurpose => "service");
const send = (ctx: TenantContext, port: ReturnType<typeof recordingVoice>, turns = callTurns(account(), 100)) =>
  dispatchTouches(ctx, { channel: "voice", port }, testTools, { turns });
const callsOf = (ctx: TenantContext) =>
  look<{ id: string; from_number: string }>(
    ctx,
    sql`select id, from_number from calls where tenant_id = ${ctx.tenantId} order by id`,
  );

test("whoever asks at once, a vendor's turns come one after the other, as far apart as it wants them", async () => {
  const vendor = account();
  const waits = await Promise.all(Array.from({ length: 6 }, () => takeDialTurn(vendor, 2)));
  const sorted = waits.toSorted((one, other) => one - other);
  expect(sorted.at(-1)).toBeGreaterThan(2_000);
  expect(sorted.slice(1).every((wait, at) => wait - (sorted[at] ?? 0) > 250)).toBe(true);
});

test("two workers together place no more calls than the workspace has places, and go on when one is over", async () => {
  const ctx = await queued(calls(4));
  await limitCalls(ctx, { callsAtOnce: 2 });
  const port = recordingVoice();
  await Promise.all([send(ctx, port), send(ctx, port)]);
  expect(port.received).toHaveLength(2);
  const [call] = await callsOf(ctx);
  await withTenant(ctx, (tx) => followCall(tx, ctx, { callId: call?.id ?? "" }, { ending: "answered", over: true }));
  expect(await send(ctx, port)).toMatchObject({ sent: 1 });
  expect(port.received).toHaveLength(3);
});

test("a call that waited is decided about after the wait", async () => {
  const ctx = await queued(calls(1));
  const port = recordingVoice();
  const turns = callTurns(account(), 100);
  const waiting = {
    ...turns,
    async wait(of: TenantContext) {
      const mayGoOn = await turns.wait(of);
      await look(
        ctx,
        sql`update debtors set stop = 'cease', stopped_at = now() where tenant_id = ${ctx.tenantId} returning id`,
      );
      return mayGoOn;
    },
  };
  expect(await send(ctx, port, waiting)).toMatchObject({ claimed: 1, held: 1, sent: 0 });
  expect(port.received).toEqual([]);
});

test("a sandbox waits for nobody", async () => {
  const ctx = await queued(calls(3));
  await limitCalls(ctx, { callsAtOnce: 1 });
  const port = recordingVoice();
  await dispatchTouches(ctx, { channel: "voice", port }, testTools, {});
  expect(port.received).toHaveLength(3);
});

test("what debtors asked for goes before what they did not", async () => {
  const ctx = await queued(calls(3));
  const last = sql`select id, debtor_id from touches where tenant_id = ${ctx.tenantId} order by id desc limit 1`;
  const [asked] = await look<{ id: string; debtor_id: string }>(ctx, last);
  await look(
    ctx,
    sql`update touches set purpose = 'reminder' where tenant_id = ${ctx.tenantId} and id <> ${asked?.id} returning id`,
  );
  const port = recordingVoice();
  await send(ctx, port);
  expect(port.received[0]?.debtorId).toBe(asked?.debtor_id);
});

test("a call is placed from the pool, from the same number for the same debtor", async () => {
  const ctx = await queued(calls(1));
  const tail = () => String(Number.parseInt(realChance.id().slice(-6), 16) % 10_000_000).padStart(7, "0");
  const [near, far] = [`+1512${tail()}`, `+1312${tail()}`];
  for (const number of [far, near]) {
    const input = { number, label: number, outbound: true, flowId: null, hours: null };
    await addNumber(ctx, input, { has: async () => true });
  }
  const port = recordingVoice();
  await send(ctx, port);
  expect(port.received[0]?.from).toBe(near);
  expect(await callsOf(ctx)).toMatchObject([{ from_number: near }]);
});
