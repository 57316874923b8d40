import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { type FollowupStep, followupSettingsInput } from "@/server/calls/followups/contract";
import { listFollowups } from "@/server/calls/followups/list-followups";
import type { FollowupPorts } from "@/server/calls/followups/ports";
import { retryFollowup } from "@/server/calls/followups/retry-followup";
import { nextFollowupAt, runFollowups } from "@/server/calls/followups/run-followups";
import { getFollowupSettings, saveFollowupSettings } from "@/server/calls/followups/settings";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { endCall } from "@/server/calls/keyed/end-call";
import { placedConversation } from "@/server/calls/testing/led-call";
import { look } from "@/server/conversations/testing/sent-touch";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";
import { type Answer, startVendorServer, type VendorServer } from "@/server/providers/testing/vendor-server";
import { httpWebhook } from "@/server/providers/webhook/http-webhook";
import { fromPublicId } from "@/server/public-ids";
import { answerAsDebtor, hangUpAsDebtor, sayAsDebtor } from "@/server/sandbox/answer-call";
import type { TenantContext } from "@/server/tenant-context";
import { errandPorts } from "@/server/wiring";

let server: VendorServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const plainWebhook = httpWebhook({ plain: true, isPublic: () => true });
const sandboxPorts = (): FollowupPorts => ({ ...errandPorts("sandbox"), webhook: plainWebhook });

const spoken = [
  "Yes, this is Dana.",
  "78701",
  "I will pay on Friday",
  "all of it",
  "yes",
  "yes",
  "no thanks",
  "goodbye",
];
/** A call on which all is promised by Friday. */
async function promised(settings: Record<string, unknown> = {}) {
  const placed = await placedConversation();
  const { ctx, deliveryId } = placed;
  await look(
    ctx,
    sql`update tenants set settings = ${JSON.stringify({ followups: settings })}::jsonb where id = ${ctx.tenantId} returning id`,
  );
  await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, model);
  for (const text of spoken) {
    const turn = await sayAsDebtor(ctx, { deliveryId, said: { kind: "words", text } }, model);
    if (!turn.hears) break;
  }
  const [call] = await look<{ id: string }>(ctx, sql`select id from calls where tenant_id = ${ctx.tenantId}`);
  return { ...placed, callId: call?.id ?? "" };
}

const stepsOf = async (ctx: TenantContext, callId: string) =>
  Object.fromEntries((await listFollowups(ctx, { callId })).map((row) => [row.step, row]));
const later = (at: (moment: Date) => TenantContext, ctx: TenantContext, seconds: number) =>
  at(new Date(ctx.clock.now().getTime() + seconds * 1000));

async function receiver(answer: (nth: number) => Answer) {
  server = await startVendorServer((_, nth) => answer(nth));
  return { crmUrl: `${server.url}/crm`, asked: server.asked };
}

describe("after a call that a conversation held", () => {
  test("it is summed up and checked against what was said; what is not set up is skipped", async () => {
    const { ctx, callId } = await promised();
    expect(await stepsOf(ctx, callId)).toMatchObject({ summary: { status: "waiting" }, crm: { status: "skipped" } });
    expect(await runFollowups(ctx, sandboxPorts())).toMatchObject({ claimed: 2, done: 2 });
    const { summary, check, email, crm, ticket } = await stepsOf(ctx, callId);
    expect(summary).toMatchObject({ status: "done", summary: { by: "rules" } });
    expect(summary?.summary?.text).toContain("They promised to pay $800.00 by");
    expect(summary?.summary?.actions).toEqual([expect.stringContaining("$800.00")]);
    expect(check?.check).toMatchObject({
      verdict: "supported",
      promises: [{ amountMinor: 80_000, isAmountSaid: true, isDaySaid: true }],
    });
    for (const step of [email, crm, ticket]) expect(step).toMatchObject({ status: "skipped", code: "NOT_SET_UP" });
    expect(await runFollowups(ctx, sandboxPorts())).toMatchObject({ claimed: 0 });
    expect(await withTenant(ctx, (tx) => nextFollowupAt(tx, ctx))).toBeNull();
  });

  test("a promise that nobody spoke of goes to a person", async () => {
    const { ctx, callId } = await promised();
    await look(ctx, sql`update promises set amount_minor = 12345 where tenant_id = ${ctx.tenantId} returning id`);
    await runFollowups(ctx, sandboxPorts());
    const { check } = await stepsOf(ctx, callId);
    expect(check?.check).toMatchObject({
      verdict: "unsupported",
      promises: [{ isAmountSaid: false, isDaySaid: true }],
    });
    expect(await look(ctx, sql`select kind, note from tasks where tenant_id = ${ctx.tenantId}`)).toEqual([
      { kind: "human_review", note: expect.stringContaining("$123.45") },
    ]);
  });

  test("the summary of a model is kept only with figures that were said", async () => {
    const { ctx, callId } = await promised();
    const answers = ["They owe $912.00.", "They will pay $800.00."];
    const summaries = { name: "test", summarise: async () => ({ text: answers.shift() ?? "$1.00", actions: [] }) };
    await runFollowups(ctx, { ...sandboxPorts(), summaries });
    expect((await stepsOf(ctx, callId)).summary?.summary).toMatchObject({
      text: "They will pay $800.00.",
      by: "model",
    });
    const other = await promised();
    await runFollowups(other.ctx, { ...sandboxPorts(), summaries });
    expect((await stepsOf(other.ctx, other.callId)).summary?.summary).toMatchObject({ by: "rules" });
  });

  test("a model that cannot be reached stops no other step, and in the end the rules sum up", async () => {
    const { ctx, at, callId } = await promised();
    const summaries = { name: "test", summarise: () => Promise.reject(new Error("unreachable")) };
    expect(await runFollowups(ctx, { ...sandboxPorts(), summaries })).toMatchObject({ done: 1, retried: 1 });
    expect(await stepsOf(ctx, callId)).toMatchObject({
      summary: { status: "waiting", attempts: 1, code: "INTERNAL" },
      check: { status: "done" },
    });
    for (const seconds of [10, 80]) await runFollowups(later(at, ctx, seconds), { ...sandboxPorts(), summaries });
    expect((await stepsOf(ctx, callId)).summary).toMatchObject({ status: "done", attempts: 3 });
  });
});

test("a call with keys is summed up, and one whose conversation was lost waits for its last words", async () => {
  const { ctx, at, touchId } = await placedConversation();
  await look(ctx, sql`update calls set flow_version_id = null where tenant_id = ${ctx.tenantId} returning id`);
  await answerCall(ctx, { touchId, answeredBy: "person" });
  await endCall(ctx, { touchId, outcome: "answered" });
  expect(await runFollowups(ctx, sandboxPorts())).toMatchObject({ claimed: 1, done: 1 });
  expect(
    await look(ctx, sql`select step, status, code from call_followups where tenant_id = ${ctx.tenantId} order by step`),
  ).toEqual([
    { step: "check", status: "skipped", code: "KEYS_ONLY" },
    { step: "crm", status: "skipped", code: "NOT_SET_UP" },
    { step: "email", status: "skipped", code: "KEYS_ONLY" },
    { step: "summary", status: "done", code: null },
    { step: "ticket", status: "skipped", code: "KEYS_ONLY" },
  ]);
  const lost = await placedConversation();
  await endCall(lost.ctx, { touchId: lost.touchId, outcome: "answered" });
  expect(await runFollowups(lost.ctx, sandboxPorts())).toMatchObject({ claimed: 0 });
  expect(await runFollowups(later(lost.at, lost.ctx, 60), sandboxPorts())).toMatchObject({ claimed: 2, done: 2 });
  const unanswered = await placedConversation();
  await endCall(unanswered.ctx, { touchId: unanswered.touchId, outcome: "no_answer" });
  expect(await runFollowups(later(at, unanswered.ctx, 60), sandboxPorts())).toMatchObject({ claimed: 0 });
});

test("the news go where they are set to go, and only to public addresses", async () => {
  const { ctx } = await placedConversation();
  const settings = { crmUrl: "https://hooks.example.com/crm", ticketUrl: null, mailRoles: ["agent", "owner"] };
  await saveFollowupSettings(ctx, followupSettingsInput.parse(settings));
  expect(await getFollowupSettings(ctx)).toEqual({ ...settings, mailRoles: ["owner", "agent"] });
  for (const crmUrl of ["http://hooks.example.com", "https://localhost/", "https://a:b@hooks.example.com/"]) {
    expect(followupSettingsInput.safeParse({ ...settings, crmUrl }).success).toBe(false);
  }
});

describe("the news of a call", () => {
  test("that is answered too slowly is tried again, and the others are done meanwhile", async () => {
    const { crmUrl } = await receiver(() => ({ status: 200, hang: true }));
    const { ctx, callId } = await promised({ crmUrl });
    const impatient: FollowupPorts = {
      ...sandboxPorts(),
      webhook: { name: "http", call: (request) => plainWebhook.call(request, AbortSignal.timeout(200)) },
    };
    expect(await runFollowups(ctx, impatient)).toMatchObject({ done: 2, retried: 1 });
    expect(await stepsOf(ctx, callId)).toMatchObject({ check: { status: "done" }, crm: { code: "TIMEOUT" } });
  });

  test("is signed, is tried again after a failure under the same key, and holds up nothing", async () => {
    const { crmUrl, asked } = await receiver((nth) => ({ status: nth === 1 ? 500 : 200, body: {} }));
    const { ctx, at, callId } = await promised({ crmUrl });
    expect(await runFollowups(ctx, sandboxPorts())).toMatchObject({ claimed: 3, done: 2, retried: 1 });
    expect((await stepsOf(ctx, callId)).crm).toMatchObject({ status: "waiting", code: "HTTP_500" });
    await runFollowups(later(at, ctx, 10), sandboxPorts());
    const { crm } = await stepsOf(ctx, callId);
    expect(crm).toMatchObject({ status: "done", attempts: 2, code: null });
    expect(asked.map(({ headers }) => headers["idempotency-key"])).toEqual([crm?.id, crm?.id]);
    expect(asked[1]?.headers["webhook-signature"]).toMatch(/^v1,/);
    expect(JSON.parse(asked[1]?.body ?? "{}")).toMatchObject({
      version: 1,
      type: "call.ended",
      data: { outcome: "promise", summary: { text: expect.stringContaining("$800.00") } },
    });
  });

  test("whoever died between the call and writing it down is followed by another, under the same key", async () => {
    const { crmUrl, asked } = await receiver(() => ({ status: 200, body: {} }));
    const { ctx, at, callId } = await promised({ crmUrl });
    const dies: FollowupPorts = {
      ...sandboxPorts(),
      webhook: {
        name: "dies",
        async call(request, signal) {
          await plainWebhook.call(request, signal);
          // Its claim stands, and nothing of the answer is known.
          await look(ctx, sql`update call_followups set attempts = attempts + 1 where step = 'crm' returning id`);
          return { kind: "answered", body: {} };
        },
      },
    };
    await runFollowups(ctx, dies);
    expect((await stepsOf(ctx, callId)).crm).toMatchObject({ status: "waiting" });
    expect(await runFollowups(ctx, sandboxPorts())).toMatchObject({ claimed: 0 });
    expect(await runFollowups(later(at, ctx, 181), sandboxPorts())).toMatchObject({ claimed: 1, done: 1 });
    expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(asked).toHaveLength(2);
  });

  test("two workers that run at once tell it once", async () => {
    const { crmUrl, asked } = await receiver(() => ({ status: 200, body: {} }));
    const { ctx } = await promised({ crmUrl });
    await Promise.all([runFollowups(ctx, sandboxPorts()), runFollowups(ctx, sandboxPorts())]);
    expect(asked).toHaveLength(1);
  });

  test("is given up after six tries, goes to a person then, and can be tried again", async () => {
    const { crmUrl, asked } = await receiver((nth) =>
      nth <= 6 ? { status: 0, cut: true } : { status: 200, body: {} },
    );
    const { ctx, at, callId } = await promised({ crmUrl });
    let day = ctx;
    for (let nth = 1; nth <= 7; nth += 1) {
      await runFollowups(day, sandboxPorts());
      day = later(at, day, 7_200);
    }
    const { crm } = await stepsOf(ctx, callId);
    expect(crm).toMatchObject({ status: "failed", attempts: 6 });
    expect(asked).toHaveLength(6);
    expect(await look(ctx, sql`select kind from tasks where tenant_id = ${ctx.tenantId}`)).toEqual([
      { kind: "follow_up_failed" },
    ]);
    const announced: string[] = [];
    const queue = { announce: async ({ name }: { name: string }) => void announced.push(name) };
    const followupId = fromPublicId("callFollowup", crm?.id ?? "") ?? "";
    await retryFollowup(day, { followupId }, queue);
    expect(announced).toEqual(["calls/followups.due"]);
    await runFollowups(day, sandboxPorts());
    expect((await stepsOf(ctx, callId)).crm).toMatchObject({ status: "done" });
    await expect(retryFollowup(day, { followupId }, queue)).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test.each<[FollowupStep, Record<string, unknown>]>([["email", { mailRoles: ["owner"] }]])(
    "reaches members whose role wants it by %s",
    async (step, settings) => {
      const { ctx, callId } = await promised(settings);
      await runFollowups(ctx, sandboxPorts());
      expect((await stepsOf(ctx, callId))[step]).toMatchObject({ status: "done" });
    },
  );

  test("is no ticket where nobody has anything to do", async () => {
    const { crmUrl: ticketUrl, asked } = await receiver(() => ({ status: 200, body: {} }));
    const placed = await placedConversation();
    const { ctx, deliveryId } = placed;
    await look(
      ctx,
      sql`update tenants set settings = ${JSON.stringify({ followups: { ticketUrl } })}::jsonb where id = ${ctx.tenantId} returning id`,
    );
    await answerAsDebtor(ctx, { deliveryId, answeredBy: "person" }, model);
    await hangUpAsDebtor(ctx, { deliveryId });
    const [call] = await look<{ id: string }>(ctx, sql`select id from calls where tenant_id = ${ctx.tenantId}`);
    await runFollowups(ctx, sandboxPorts());
    expect((await stepsOf(ctx, call?.id ?? "")).ticket).toMatchObject({ status: "skipped", code: "NOTHING_TO_DO" });
    expect(asked).toHaveLength(0);
  });
});
