// A debtor calls us on the sandbox's phone: the same verbs as where a line rings.
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { publishedFlow } from "@/server/calls/testing/led-call";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { look } from "@/server/conversations/testing/sent-touch";
import { addNumber } from "@/server/numbers/add-number";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";
import { fromPublicId } from "@/server/public-ids";
import { hangUpAsDebtor, sayAsDebtor } from "@/server/sandbox/answer-call";
import { callAsDebtor } from "@/server/sandbox/call-as-debtor";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function calling() {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx, { name: "Blue Harbor Steel", amounts: [80_000] });
  return { ctx, debtorId };
}

const callsOf = (ctx: TenantContext) =>
  look(ctx, sql`select direction, debtor_id, touch_id, status, to_number from calls where tenant_id = ${ctx.tenantId}`);

test("the only published conversation answers, hears what they say and ends when they hang up", async () => {
  const { ctx, debtorId } = await calling();
  await expect(callAsDebtor(ctx, { debtorId }, model)).rejects.toMatchObject({ code: "PRECONDITION" });
  await publishedFlow(ctx);
  const call = await callAsDebtor(ctx, { debtorId }, model);
  expect(call.turn).toMatchObject({ hears: true });
  expect(call.turn.say.join(" ")).toContain("Test Freight");
  expect(await callsOf(ctx)).toMatchObject([
    { direction: "inbound", debtor_id: debtorId, touch_id: null, status: "in_progress" },
  ]);
  const deliveryId = fromPublicId("delivery", call.deliveryId) ?? "";
  const turn = await sayAsDebtor(
    ctx,
    { deliveryId, said: { kind: "words", text: "I want to speak to a person" } },
    model,
  );
  expect(turn.say.length).toBeGreaterThan(0);
  if (turn.hears) await hangUpAsDebtor(ctx, { deliveryId });
  expect(["completed", "escalated"]).toContain((await callsOf(ctx))[0]?.status);
});

test("a number with a conversation is called rather; outside its hours somebody calls back", async () => {
  const { ctx, debtorId } = await calling();
  const flowId = fromPublicId("flow", await publishedFlow(ctx)) ?? "";
  const number = `+1212555${String(Number.parseInt(ctx.tenantId.slice(-4), 16) % 10_000).padStart(4, "0")}`;
  await addNumber(ctx, { number, label: "Film", outbound: true, flowId, hours: {} }, null);
  const { turn } = await callAsDebtor(ctx, { debtorId }, model);
  expect(turn).toMatchObject({ hears: false, say: [expect.stringContaining("Somebody will call you back")] });
  expect(await callsOf(ctx)).toMatchObject([{ to_number: number, status: "escalated" }]);
});

test("a live workspace has no such phone", async () => {
  const { ctx } = await makeWorkspace({ mode: "live" });
  await expect(callAsDebtor(ctx, { debtorId: ctx.tenantId }, model)).rejects.toMatchObject({ code: "SANDBOX_ONLY" });
});
