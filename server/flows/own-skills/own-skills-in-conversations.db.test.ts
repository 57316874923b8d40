import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { createFlow } from "@/server/flows/create-flow";
import { getFlow } from "@/server/flows/get-flow";
import type { DraftFlow } from "@/server/flows/graph/schema";
import { openConversation } from "@/server/flows/holding/open-conversation";
import { archiveOwnSkill, changeOwnSkill } from "@/server/flows/own-skills/change-skill";
import type { CreateOwnSkillInput } from "@/server/flows/own-skills/contract";
import { createOwnSkill } from "@/server/flows/own-skills/create-skill";
import { askingFlow } from "@/server/flows/own-skills/testing/asking-flow";
import { ownSkillInput } from "@/server/flows/own-skills/testing/own-skill";
import { isSigned, type Receiver, startReceiver } from "@/server/flows/own-skills/testing/receiver";
import { saveFlow } from "@/server/flows/save-flow";
import type { Held } from "@/server/flows/skills/held";
import { runSkill } from "@/server/flows/skills/run-skill";
import { tryFlow } from "@/server/flows/try-flow";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { restoreFlowVersion } from "@/server/flows/versions/restore-flow-version";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import type { Answer } from "@/server/providers/testing/vendor-server";
import { fromPublicId, toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const { sandboxAnswer: shipment } = ownSkillInput("where_is_it");
let receiver: Receiver | undefined;
afterEach(() => receiver?.close());

const uuid = (kind: "flow" | "flowVersion" | "ownSkill", { id }: { id: string }) => fromPublicId(kind, id) ?? "";

async function make(ctx: TenantContext, change: Partial<CreateOwnSkillInput> = {}) {
  const made = await createOwnSkill(ctx, ownSkillInput("where_is_it", change), ctx.chance);
  return { ownSkillId: uuid("ownSkill", made), secret: made.secret };
}

async function draw(ctx: TenantContext, draft: DraftFlow) {
  const flowId = uuid("flow", await createFlow(ctx, { name: "Where is it" }));
  const { problems } = await saveFlow(ctx, { flowId, draftRevision: 1, draft });
  return { flowId, codes: problems.map(({ code, detail }) => [code, detail]) };
}

async function called(
  answer: (nth: number) => Answer,
  mode: "live" | "sandbox" = "live",
  change: Partial<CreateOwnSkillInput> = {},
) {
  const own = await startReceiver((_, nth) => answer(nth));
  receiver = own;
  const { ctx } = await makeWorkspace({ mode });
  const { ownSkillId, secret } = await make(ctx, { url: own.url, timeoutMs: 1_000, ...change });
  const { flowId } = await draw(ctx, askingFlow("where_is_it"));
  const version = await publishFlow(ctx, { flowId, draftRevision: 2, note: "" });
  const { debtorId } = await makeDebtor(ctx);
  const conversationId = ctx.chance.id();
  await openConversation(ctx, {
    conversationId,
    debtorId,
    flowVersionId: uuid("flowVersion", version),
    channel: "voice",
    direction: "outbound",
    touchId: null,
    contactPointId: null,
  });
  const held: Held = {
    conversationId,
    debtorId,
    channel: "voice",
    address: null,
    contactPointId: null,
    touchId: null,
    language: "en",
  };
  const run = (skillCallId = "call_1", args: Record<string, unknown> = { reference: "L-1" }) =>
    runSkill(ctx, held, { skillCallId, name: "where_is_it", args }, own.webhook);
  return { ctx, run, held, asked: own.asked, ownSkillId, secret, flowId };
}

describe("a conversation that calls a workspace's own skill", () => {
  test("is published when the skill is there, and says what it needs when it is not", async () => {
    const { ctx } = await makeWorkspace();
    const before = await draw(ctx, askingFlow("where_is_it"));
    expect(before.codes).toContainEqual(["skill_unknown", "where_is_it"]);
    const { ownSkillId } = await make(ctx);
    expect((await getFlow(ctx, before)).problems).toEqual([]);
    const [wrongArgs, noArgs, unknown] = [
      await draw(
        ctx,
        askingFlow("where_is_it", {
          args: { reference: { from: "value", value: "L" }, id: { from: "value", value: "1" } } as never,
        }),
      ),
      await draw(ctx, askingFlow("where_is_it", { args: {} as never })),
      await draw(ctx, askingFlow("where_is_it", { tells: "{{slot.where_is_it.customs}}" })),
    ];
    expect(wrongArgs.codes).toEqual([["argument_unknown", "id"]]);
    expect(noArgs.codes).toEqual([["argument_missing", "reference"]]);
    expect(unknown.codes).toEqual([["variable_unknown", "slot.where_is_it.customs"]]);
    await archiveOwnSkill(ctx, { ownSkillId });
    await expect(publishFlow(ctx, { flowId: before.flowId, draftRevision: 2, note: "" })).rejects.toMatchObject({
      code: "PRECONDITION",
    });
  });

  test("keeps to what the skill took and answered when it was published; a change of it can be published", async () => {
    const { ctx } = await makeWorkspace();
    const { ownSkillId } = await make(ctx);
    const { flowId } = await draw(ctx, askingFlow("where_is_it"));
    const first = await publishFlow(ctx, { flowId, draftRevision: 2, note: "" });
    expect((await getFlow(ctx, { flowId })).changed).toBe(false);
    await expect(publishFlow(ctx, { flowId, draftRevision: 2, note: "" })).rejects.toMatchObject({
      code: "PRECONDITION",
    });
    const { name: _, ...input } = ownSkillInput("where_is_it", { timeoutMs: 9_000 });
    await changeOwnSkill(ctx, { ownSkillId, ...input });
    expect((await getFlow(ctx, { flowId })).changed).toBe(true);
    await publishFlow(ctx, { flowId, draftRevision: 2, note: "" });
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(
        sql`select flow -> 'ownSkills' -> 'where_is_it' ->> 'timeoutMs' as ms from flow_versions order by number`,
      ),
    );
    expect(rows).toEqual([{ ms: "2000" }, { ms: "9000" }]);
    const restored = await restoreFlowVersion(ctx, {
      flowId,
      draftRevision: 2,
      flowVersionId: uuid("flowVersion", first),
    });
    expect(restored.draft).not.toHaveProperty("ownSkills");
  });

  test("is tried with the answer that was written down for it, and says it only to who proved who they are", async () => {
    const { ctx } = await makeWorkspace();
    await make(ctx, { url: "http://hooks.example:1/" });
    const say = (text: string) => ({ kind: "words" as const, text });
    const tried = await tryFlow(
      ctx,
      { draft: askingFlow("where_is_it"), language: "en", answersAs: "human", said: [say("Yes, that is me.")] },
      sandboxConversationModel,
    );
    expect(tried).toMatchObject({ outcome: "told", skills: ["where_is_it"] });
    expect(tried.turns.map(({ text }) => text)).toContainEqual(expect.stringContaining("It is in Laredo, due"));
  });
});

describe("a call of it", () => {
  test("is signed with the skill's secret, names the debtor by the sender's own id, and answers once", async () => {
    const { ctx, run, asked, secret, held } = await called((nth) => ({
      status: 200,
      body: { ...shipment, pallets: nth, customs: "the whole file" },
    }));
    const first = { ok: true, result: { ...shipment, pallets: 1 } };
    expect([await run(), await run()]).toEqual([first, first]);
    expect(asked).toHaveLength(1);
    const [request] = asked;
    expect(request && isSigned(request, secret)).toBe(true);
    expect(JSON.parse(request?.body ?? "").data).toMatchObject({
      skill: "where_is_it",
      isTry: false,
      callId: "call_1",
      arguments: { reference: "L-1" },
      debtor: { id: toPublicId("debtor", held.debtorId) },
    });
    expect(await run("call_2")).toMatchObject({ result: { pallets: 2 } });
    const { rows } = await withTenant(ctx, (tx) => tx.execute(sql`select 1 from skill_runs`));
    expect(rows).toHaveLength(2);
  });

  test("that is made several times at a moment has one answer, and one key for the receiver", async () => {
    const { run, asked } = await called((nth) => ({ status: 200, body: { ...shipment, pallets: nth } }));
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => run()));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });

  test.each<[string, Answer, string]>([
    ["that is slow", { status: 200, hang: true }, "TIMEOUT"],
    ["that fails", { status: 500 }, "UNAVAILABLE"],
    ["that answers too much", { status: 200, body: { place: "x".repeat(300_000) } }, "REFUSED"],
    ["that leads inside", { status: 308, headers: { location: "http://169.254.169.254/latest" } }, "REFUSED"],
    ["that answers something else", { status: 200, body: { place: 7 } }, "INVALID_ANSWER"],
  ])("to a receiver %s is told as what it is, and may be made again", async (_, answer, code) => {
    let isWell = false;
    const { run } = await called(() => (isWell ? { status: 200, body: shipment } : answer));
    expect(await run()).toMatchObject({ ok: false, error: { code } });
    isWell = true;
    expect(await run()).toEqual({ ok: true, result: shipment });
  });

  test("goes where the skill leads now, with what it took when the conversation was published", async () => {
    const { ctx, run, asked, ownSkillId } = await called(() => ({ status: 200, body: shipment }));
    const { name: _, ...input } = ownSkillInput("where_is_it", {
      url: "http://hooks.example:1/",
      results: {},
      sandboxAnswer: {},
    });
    await changeOwnSkill(ctx, { ownSkillId, ...input });
    expect(await run()).toMatchObject({ ok: false, error: { code: "UNAVAILABLE" } });
    expect(asked).toEqual([]);
    await archiveOwnSkill(ctx, { ownSkillId });
    expect(await run()).toMatchObject({ ok: false, error: { code: "PRECONDITION" } });
  });

  test("with arguments that do not fit, of a skill that the version does not call, or from elsewhere, calls nobody", async () => {
    const { ctx, run, held, asked } = await called(() => ({ status: 200, body: shipment }));
    expect(await run("call_1", {})).toMatchObject({ error: { code: "INVALID_ARGUMENTS" } });
    await createOwnSkill(ctx, ownSkillInput("other_skill"), ctx.chance);
    const other = await runSkill(ctx, held, { skillCallId: "call_2", name: "other_skill", args: {} });
    expect(other).toMatchObject({ error: { code: "UNKNOWN_SKILL" } });
    const stranger = await makeWorkspace({ mode: "live" });
    await make(stranger.ctx);
    const call = { skillCallId: "call_3", name: "where_is_it", args: { reference: "L-1" } };
    expect(await runSkill(stranger.ctx, held, call)).toMatchObject({ error: { code: "UNKNOWN_SKILL" } });
    expect(asked).toEqual([]);
  });

  test("in a sandbox calls nobody", async () => {
    const { run, asked } = await called(() => ({ status: 500 }), "sandbox");
    expect([await run(), asked]).toEqual([{ ok: true, result: shipment }, []]);
  });
});
