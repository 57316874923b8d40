import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "@/db/schema/tenancy";
import { withTenant } from "@/db/tenant-transaction";
import { getFlow } from "@/server/flows/get-flow";
import type { ConversationModel } from "@/server/flows/ports";
import { saveFlow } from "@/server/flows/save-flow";
import { carryOutSuite } from "@/server/flows/suites/carry-out-suite";
import type { SuiteChoice } from "@/server/flows/suites/contract";
import { cancelSuite } from "@/server/flows/suites/end-suite";
import { getSuites } from "@/server/flows/suites/get-suites";
import { requireSuite } from "@/server/flows/suites/require-suite";
import { reminder, started } from "@/server/flows/suites/testing/suites";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { sandboxConversationModel as model } from "@/server/providers/sandbox/conversation-model";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const both = { personas: ["promises", "wrong_person"], runs: 2 };
const notGreen = { code: "PRECONDITION", details: { reason: "suite_not_green" } };

async function tested(ctx: TenantContext, flowId: string, choice: SuiteChoice, draftRevision = 1, by = model) {
  await carryOutSuite(ctx, await started(ctx, flowId, choice, draftRevision), { model: by });
}

const publish = (ctx: TenantContext, flowId: string, draftRevision = 1) =>
  publishFlow(ctx, { flowId, draftRevision, note: "" });
const isMet = async (ctx: TenantContext, flowId: string) => (await getSuites(ctx, { flowId })).required?.isMet;

test("a conversation that needs a green test is published once all who are required pass, as often, on this very draft", async () => {
  const { ctx } = await makeWorkspace();
  const flowId = await reminder(ctx);
  expect((await getSuites(ctx, { flowId })).required).toBeNull();
  await requireSuite(ctx, { flowId, required: both });
  expect((await getSuites(ctx, { flowId })).required).toEqual({ ...both, isMet: false });
  await expect(publish(ctx, flowId)).rejects.toMatchObject(notGreen);
  await tested(ctx, flowId, { personas: ["promises"], runs: 5 });
  await tested(ctx, flowId, { ...both, runs: 1 });
  await cancelSuite(ctx, await started(ctx, flowId, both));
  expect(await isMet(ctx, flowId)).toBe(false);
  await expect(publish(ctx, flowId)).rejects.toMatchObject(notGreen);
  await tested(ctx, flowId, { personas: [...both.personas, "has_lawyer"], runs: 3 });
  expect(await isMet(ctx, flowId)).toBe(true);

  const { draft } = await getFlow(ctx, { flowId });
  const retitled = draft.nodes.map((node) => (node.kind === "end" ? { ...node, title: "That was all" } : node));
  await saveFlow(ctx, { flowId, draftRevision: 1, draft: { ...draft, nodes: retitled } });
  expect(await isMet(ctx, flowId)).toBe(false);
  await expect(publish(ctx, flowId, 2)).rejects.toMatchObject(notGreen);
  await saveFlow(ctx, { flowId, draftRevision: 2, draft });
  expect(await publish(ctx, flowId, 3)).toMatchObject({ number: 1 });
});

test("who fails once of several times is not green, and what was green before does not count any more", async () => {
  const { ctx } = await makeWorkspace();
  const flowId = await reminder(ctx);
  const required = { personas: ["curious_stranger"], runs: 2 };
  await requireSuite(ctx, { flowId, required });
  await tested(ctx, flowId, required);
  expect(await isMet(ctx, flowId)).toBe(true);
  let asked = 0;
  const fickle: ConversationModel = {
    ...model,
    async propose(turn, signal) {
      asked += 1;
      const yes = turn.choices.find(({ id }) => id === "yes");
      return asked === 1 && yes ? { kind: "exit", exit: yes.id } : model.propose(turn, signal);
    },
  };
  await tested(ctx, flowId, required, 1, fickle);
  const { latest } = await getSuites(ctx, { flowId });
  expect(latest?.results).toMatchObject([{ verdict: "flaky", flakeRate: 0.5 }]);
  expect(await isMet(ctx, flowId)).toBe(false);
  await expect(publish(ctx, flowId)).rejects.toMatchObject(notGreen);
});

test("what is required is changed by those who may publish, written down, and taken back", async () => {
  const { ctx, as } = await makeWorkspace();
  const flowId = await reminder(ctx);
  await expect(requireSuite(as("agent"), { flowId, required: both })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(requireSuite(ctx, { flowId, required: { personas: ["nobody"], runs: 1 } })).rejects.toMatchObject({
    code: "PRECONDITION",
  });
  await requireSuite(ctx, { flowId, required: both });
  await requireSuite(ctx, { flowId, required: null });
  expect(await publish(ctx, flowId)).toMatchObject({ number: 1 });
  const noted = await withTenant(ctx, (tx) =>
    tx
      .select({ details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.action, "flows.requireSuite")),
  );
  expect(noted.map(({ details }) => details)).toEqual([both, { removed: true }]);
});
