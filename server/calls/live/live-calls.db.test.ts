// Calls while they go on, and those who step in, on the sandbox's phone; a real line stands in server/voice/call.
import { expect, test } from "vitest";
import type { Supervision } from "@/server/calls/contract";
import { getCall } from "@/server/calls/get-call";
import { getLiveConversation } from "@/server/calls/live/get-live-conversation";
import { listLiveCalls } from "@/server/calls/live/list-live-calls";
import { superviseCall } from "@/server/calls/live/supervise-call";
import { placedConversation } from "@/server/calls/testing/led-call";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";
import { fromPublicId } from "@/server/public-ids";
import { answerAsDebtor, sayAsDebtor } from "@/server/sandbox/answer-call";
import { hearCall } from "@/server/sandbox/hear-call";
import { listDeliveries } from "@/server/sandbox/list-deliveries";

async function talking() {
  const placed = await placedConversation();
  const { ctx, deliveryId } = placed;
  const ringing = await listLiveCalls(ctx);
  await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, model);
  const callId = fromPublicId("call", ringing[0]?.id ?? "") ?? "";
  return {
    ...placed,
    callId,
    ringing,
    say: (text: string) => sayAsDebtor(ctx, { deliveryId, said: { kind: "words", text } }, model),
    heard: () => hearCall(ctx, { deliveryId }),
    step: (supervision: Supervision) => superviseCall(ctx, { callId, supervision }, { model }),
  };
}

test("the wall shows a call from the first ring to its end: who, where it stands, how it sounds", async () => {
  const { ctx, ringing, say } = await talking();
  expect(ringing).toMatchObject([
    { debtorName: "Blue Harbor Steel", status: "initiated", talkSeconds: 0, risk: "low" },
  ]);
  expect(await listLiveCalls(ctx)).toMatchObject([
    { status: "in_progress", conversation: { name: "Payment reminder", isPaused: false } },
  ]);
  await say("You idiots, shut up");
  expect(await listLiveCalls(ctx)).toMatchObject([{ risk: "high", sentiment: -1 }]);
  await say("Stop calling me");
  expect(await listLiveCalls(ctx)).toEqual([]);
});

test("what a supervisor says is heard at once, a pause leaves words unanswered, and the end is the end", async () => {
  const { ctx, callId, say, step, heard } = await talking();
  await step({ action: "say_this", text: "My colleague is listening too." });
  expect((await heard()).lines.at(-1)).toMatchObject({ who: "call", text: "My colleague is listening too." });
  await say("Yes, this is Dana.");
  const { turns } = await getCall(ctx, { callId });
  expect((await heard()).lines.map(({ text }) => text)).toEqual(turns.map(({ text }) => text));
  await step({ action: "pause" });
  expect(await getLiveConversation(ctx, { callId })).toMatchObject({ isPaused: true });
  expect((await say("Hello?")).say).toEqual([]);
  await step({ action: "resume" });
  expect((await say("Hello?")).say.length).toBeGreaterThan(0);
  await step({ action: "end" });
  expect(await listLiveCalls(ctx)).toEqual([]);
  expect(await heard()).toMatchObject({ isOver: true });
  const [phone] = await listDeliveries(ctx, { channel: "voice", limit: 1 });
  expect(phone).toMatchObject({ state: "completed" });
  expect(await getLiveConversation(ctx, { callId })).toBeNull();
  await expect(step({ action: "pause" })).rejects.toMatchObject({ code: "PRECONDITION" });
});

test("another step is gone to, one that there is not is no step", async () => {
  const { ctx, callId, step } = await talking();
  const before = await getLiveConversation(ctx, { callId });
  await step({ action: "go_to_node", nodeId: "nowhere" });
  expect((await getLiveConversation(ctx, { callId }))?.nodeId).toBe(before?.nodeId);
  const callback = before?.steps.find(({ kind }) => kind === "callback")?.id ?? "";
  await step({ action: "go_to_node", nodeId: callback });
  expect((await getLiveConversation(ctx, { callId }))?.nodeId).toBe(callback);
});

test("who rings still cannot be stepped in with, and nobody steps into another workspace's call", async () => {
  const { ctx } = await placedConversation();
  const [ringing] = await listLiveCalls(ctx);
  const callId = fromPublicId("call", ringing?.id ?? "") ?? "";
  const pause = { callId, supervision: { action: "pause" } } as const;
  await expect(superviseCall(ctx, pause, { model })).rejects.toMatchObject({ code: "PRECONDITION" });
  const other = await placedConversation();
  await expect(superviseCall(other.ctx, pause, { model })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await getLiveConversation(other.ctx, { callId })).toBeNull();
});

test("in a sandbox a supervisor takes the call over on the page, answers in their own words, and gives it back", async () => {
  const { ctx, callId, say, step, heard } = await talking();
  await say("Yes, this is Dana.");
  await step({ action: "take_over" });
  expect(await getLiveConversation(ctx, { callId })).toMatchObject({ isHandedOver: true });
  expect(await say("Can I pay half now?")).toMatchObject({ hears: true, say: [] });
  await step({ action: "say_this", text: "Half is fine with me." });
  expect((await heard()).lines.at(-1)).toMatchObject({ text: "Half is fine with me." });
  expect((await say("Thank you")).say).toEqual([]);
  const { turns } = await getCall(ctx, { callId });
  expect(turns.find(({ text }) => text === "Half is fine with me.")).toMatchObject({ speaker: "person" });
  await step({ action: "give_back" });
  expect(await getLiveConversation(ctx, { callId })).toMatchObject({ isHandedOver: false });
  expect((await say("Hello?")).say.length).toBeGreaterThan(0);
});
