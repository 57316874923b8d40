import { DomainError } from "@/server/errors";
import type { TriedFlow, TryFlowInput } from "@/server/flows/contract";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { withOwnSkills } from "@/server/flows/own-skills/pin-skills";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import { exampleDay, exampleFacts } from "@/server/flows/trial/example-facts";
import { persona } from "@/server/flows/trial/persona";
import { Chat } from "@/server/flows/trial/run-conversation";
import { read } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/**
 * Talks with a draft in writing, as a call would: everything that the person did, from the start, and what they were told
 * to it. Nothing is kept or sent; the same words are answered alike. PRECONDITION while the draft has problems.
 */
export async function tryFlow(
  ctx: TenantContext,
  { draft, language, answersAs, said }: TryFlowInput,
  model: ConversationModel,
  moderation?: Moderation,
): Promise<TriedFlow> {
  const { pinned, obligations } = await read(ctx, "flows.update", async (tx) => ({
    pinned: await withOwnSkills(tx, ctx, draft),
    obligations: await obligationsOfCalls(tx, ctx),
  }));
  const validation = validateFlow(pinned, obligations);
  if (!validation.ok)
    throw new DomainError("PRECONDITION", validation.problems[0]?.reason ?? "The conversation is not complete.");
  const typing = { key: "typing", title: "", language, answersAs, replies: [], otherwise: [], expects: {} };
  const chat = new Chat({
    flow: validation.flow,
    facts: { ...exampleFacts, obligations },
    persona: persona.parse(typing),
    model,
    moderation,
    seed: "typed",
    startsAt: exampleDay,
  });
  await chat.open();
  const turns: TriedFlow["turns"] = [];
  const told = (texts: readonly string[]) => turns.push(...texts.map((text) => ({ by: "us" as const, text })));
  told(await chat.listenToAll());
  for (const one of said) {
    if (chat.isOver) break;
    turns.push({ by: "them", text: one.kind === "silence" ? null : one.text, isKeys: one.kind === "keys" });
    told(await chat.answerLine(one));
  }
  const { state, calls } = chat.told();
  const { node, outcome, isVerified } = state;
  const skills = calls.map(({ name }) => name);
  return { turns, isOver: chat.isOver, nodeId: node, outcome: outcome ?? null, isVerified, skills };
}
