// From the AI to a human and back, over real lines: who is rung, what they hear, what each of their answers leads to.
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Supervision } from "@/server/calls/contract";
import { getLiveConversation } from "@/server/calls/live/get-live-conversation";
import { superviseCall } from "@/server/calls/live/supervise-call";
import { look } from "@/server/conversations/testing/sent-touch";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import type { TenantContext } from "@/server/tenant-context";
import { endAfterHuman } from "@/server/voice/handing-over/after-human";
import { acceptHandOver, endHandOver, giveUpHandOver } from "@/server/voice/handing-over/answer-human";
import { lendBrowserPhone } from "@/server/voice/handing-over/browser-phone";
import { callOf, LiveLines } from "@/server/voice/testing/live-line";

let lines: LiveLines;
beforeAll(async () => {
  lines = await LiveLines.start();
});
afterEach(() => {
  lines.fails = {};
});
afterAll(() => lines.stop());

/** Up to where the debtor, who is known, asks for a person, and one is rung. */
async function askingForPerson() {
  const call = await lines.talking();
  await call.phone.hears("Am I speaking");
  call.phone.say("Yes, this is Dana.");
  await call.phone.hears("How would you like");
  const before = lines.rung.length;
  call.phone.say("I want to speak to a person");
  return {
    ...call,
    rung: async () =>
      expect
        .poll(() => lines.rung.length)
        .toBe(before + 1)
        .then(() => lines.rung[before]),
  };
}

const asMember = (ctx: TenantContext): TenantContext => ({
  ...ctx,
  actor: { kind: "member", userId: ctx.chance.id(), role: "agent" },
});

const statusOf = async (ctx: TenantContext) =>
  (await look<{ status: string }>(ctx, sql`select status from hand_overs where tenant_id = ${ctx.tenantId}`)).map(
    ({ status }) => status,
  );

async function supervising(ctx: TenantContext) {
  const { callId } = await callOf(ctx);
  const ports = { model: sandboxConversationModel, control: lines.control };
  return {
    callId,
    step: (supervision: Supervision) => superviseCall({ ...ctx, mode: "live" }, { callId, supervision }, ports),
  };
}

test("who asks for a person hears that one is called; the human hears who, owes, said; and both are brought together", async () => {
  const { ctx, phone, callSid, rung } = await askingForPerson();
  const human = await rung();
  expect(human).toMatchObject({ to: { number: "+15125550100" } });
  expect(human?.brief.text).toMatch(/Dana Reyes, Blue Harbor Steel.*\$800\.00.*speak to a person.*Press any key/);
  expect(await acceptHandOver(ctx, { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "" })).toBe(true);
  await expect.poll(() => lines.joined).toContain(callSid);
  phone.hangUp();
  await expect
    .poll(async () => (await getLiveConversation(ctx, { callId: (await callOf(ctx)).callId }))?.isHandedOver)
    .toBe(true);
  expect((await callOf(ctx)).status).toBe("in_progress");
  expect(await acceptHandOver(ctx, { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "" })).toBe(false);
});

test.each(["no_answer", "declined", "voicemail", "line_fault"] as const)(
  "a human who is not there (%s): the AI goes on and offers that somebody calls back",
  async (ending) => {
    const { ctx, phone, rung } = await askingForPerson();
    const human = await rung();
    await endHandOver(ctx, { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "", ending });
    await phone.hears("none of my colleagues");
    expect(await statusOf(ctx)).toEqual([ending]);
    phone.hangUp();
  },
);

test("a vendor that does not ring, and one that does not bring them over, leave the person with the AI", async () => {
  lines.fails = { ring: true };
  const first = await askingForPerson();
  await first.phone.hears("none of my colleagues");
  expect(await statusOf(first.ctx)).toEqual(["line_fault"]);
  first.phone.hangUp();
  lines.fails = { join: true };
  const second = await askingForPerson();
  const human = await second.rung();
  const words = second.phone.words.length;
  await acceptHandOver(second.ctx, { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "" });
  await expect.poll(() => second.phone.words.length).toBeGreaterThan(words);
  // The human, who waits for nobody, is let go.
  await expect.poll(() => lines.hungUp).toContain(`CA${human?.handOverId}`);
  expect(await statusOf(second.ctx)).toEqual(["line_fault"]);
  second.phone.hangUp();
});

test("of two supervisors who take a call over at the same instant one has it, and the other is let go", async () => {
  const { ctx, phone, callSid } = await lines.talking();
  await phone.hears("Am I speaking");
  const { callId, step } = await supervising(ctx);
  const before = lines.rung.length;
  await Promise.all(["+13125550177", "+13125550178"].map((to) => step({ action: "take_over", to })));
  const rung = lines.rung.slice(before);
  const taken = await Promise.all(rung.map(({ handOverId }) => acceptHandOver(ctx, { handOverId, callId })));
  expect(taken.toSorted()).toEqual([false, true]);
  const late = rung[taken.indexOf(false)];
  await endHandOver(ctx, { handOverId: late?.handOverId ?? "", callId, ending: "declined" });
  expect((await statusOf(ctx)).toSorted()).toEqual(["accepted", "declined"]);
  await expect.poll(() => lines.joined).toContain(callSid);
  phone.hangUp();
});

test("a human who is not waited for any more is too late; one who accepted first is not given up", async () => {
  const late = await askingForPerson();
  const { handOverId = "", callId = "" } = (await late.rung()) ?? {};
  const transferId = "transfer_1";
  expect(await giveUpHandOver(late.ctx, { callId, transferId })).toBe(false);
  expect(await acceptHandOver(late.ctx, { handOverId, callId })).toBe(false);
  expect(await statusOf(late.ctx)).toEqual(["no_answer"]);
  late.phone.hangUp();
  const inTime = await askingForPerson();
  const human = await inTime.rung();
  const of = { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "" };
  expect(await acceptHandOver(inTime.ctx, of)).toBe(true);
  expect(await giveUpHandOver(inTime.ctx, { ...of, transferId })).toBe(true);
  expect(await statusOf(inTime.ctx)).toEqual(["accepted"]);
  inTime.phone.hangUp();
});

test("a supervisor takes a call over by telephone, gives it back at a step, and the AI goes on with all it knows", async () => {
  const { ctx, touchId, phone, callSid } = await lines.talking();
  await phone.hears("Am I speaking");
  phone.say("Yes, this is Dana.");
  await phone.hears("How would you like");
  const { callId, step } = await supervising(ctx);
  await step({ action: "take_over", to: "+13125550177" });
  const human = lines.rung.at(-1);
  expect(human).toMatchObject({ to: { number: "+13125550177" } });
  await acceptHandOver(ctx, { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "" });
  await expect.poll(() => lines.joined).toContain(callSid);
  phone.hangUp();
  await expect.poll(async () => (await getLiveConversation(ctx, { callId }))?.isHandedOver).toBe(true);
  const steps = (await getLiveConversation(ctx, { callId }))?.steps ?? [];
  const nodeId = steps.find(({ kind }) => kind === "listen")?.id ?? "";
  await expect
    .poll(
      async () =>
        (await look(ctx, sql`select 1 from voice_streams where tenant_id = ${ctx.tenantId} and ended_at is null`))
          .length,
    )
    .toBe(0);
  await step({ action: "give_back", nodeId });
  const again = await lines.connect(ctx, touchId, callSid);
  await expect.poll(async () => (await getLiveConversation(ctx, { callId }))?.isHandedOver).toBe(false);
  expect(await statusOf(ctx)).toEqual(["over"]);
  await expect.poll(() => again.words).not.toBe("");
  expect(again.words).not.toContain("Am I speaking");
  again.say("Stop calling me");
  await expect.poll(async () => (await callOf(ctx)).outcome).toBe("stop");
  again.hangUp();
});

test("a browser is rung by the name of whoever lent its telephone; nobody else's can be named, and no program's", async () => {
  const { ctx, phone } = await lines.talking();
  await phone.hears("Am I speaking");
  const { callId } = await supervising(ctx);
  const ports = { model: sandboxConversationModel, control: lines.control };
  const take = (by: TenantContext, browser: string) =>
    superviseCall({ ...by, mode: "live" }, { callId, supervision: { action: "take_over", browser } }, ports);
  const admitted: string[] = [];
  const phones = { admit: (name: string) => String(admitted.push(name)) };
  const me = asMember(ctx);
  const { line } = lendBrowserPhone(me, phones);
  await take(me, line);
  expect(lines.rung.at(-1)?.to).toEqual({ browser: admitted[0] });
  await take(asMember(ctx), line);
  expect(lines.rung.at(-1)?.to).not.toEqual({ browser: admitted[0] });
  const program: TenantContext = { ...ctx, actor: { kind: "partner", keyId: ctx.chance.id(), scopes: [] } };
  expect(() => lendBrowserPhone(program, phones)).toThrow();
  expect(() => lendBrowserPhone(me, null)).toThrow(/API key/);
  phone.hangUp();
});

test("a human who hangs up ends the call and its conversation, once", async () => {
  const { ctx, touchId, phone, callSid, rung } = await askingForPerson();
  const human = await rung();
  await acceptHandOver(ctx, { handOverId: human?.handOverId ?? "", callId: human?.callId ?? "" });
  await expect.poll(() => lines.joined).toContain(callSid);
  phone.hangUp();
  await expect
    .poll(
      async () =>
        (await look(ctx, sql`select 1 from voice_streams where tenant_id = ${ctx.tenantId} and ended_at is null`))
          .length,
    )
    .toBe(0);
  await Promise.all(
    [endAfterHuman(ctx, { touchId }, "us"), endAfterHuman(ctx, { touchId }, "them")].map((each) =>
      each.catch(() => {}),
    ),
  );
  await endAfterHuman(ctx, { touchId }, "us");
  expect(await callOf(ctx)).toMatchObject({ status: "escalated", outcome: "wants_person" });
  expect(await statusOf(ctx)).toEqual(["over"]);
});
