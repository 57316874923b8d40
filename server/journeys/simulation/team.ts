// What the workspace's own people and systems answer while a journey is simulated: approvals, late fees put before a
// person, webhooks. Drawn from a seed and the question, so that two journeys meet the same people. Pure.
import { z } from "zod";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import type { Answer, Effect } from "@/server/journeys/interpreter/state";
import { Luck } from "@/server/journeys/simulation/luck";

const share = z.number().min(0).max(1);

const team = z.object({
  /** Of the questions: somebody answers; of the answers: it is a yes. */
  answers: share.default(0.9),
  approves: share.default(0.8),
  /** At most so many hours after they were asked. */
  withinHours: z.number().int().min(1).max(720).default(24),
  /** Of the webhooks that are called: they succeed, within seconds. What they answer nobody can know. */
  webhooksSucceed: share.default(1),
});
export type Team = z.output<typeof team>;

/** Ways in which a team may answer that are worth comparing; `nobody`: every question times out. */
export const teams = {
  usual: team.parse({}),
  yes: team.parse({ answers: 1, approves: 1 }),
  no: team.parse({ answers: 1, approves: 0 }),
  nobody: team.parse({ answers: 0 }),
} as const satisfies Record<string, Team>;
export type TeamName = keyof typeof teams;

/** Whether anything in the journey is put before the workspace's own people. */
export function asksPeople(graph: ExecutableGraph): boolean {
  return graph.nodes.some(
    (node) => node.kind === "approve" || (node.kind === "late_fee" && node.confirmWithin !== undefined),
  );
}

const HOUR_MS = 3_600_000;
const WEBHOOK_MS = 2_000;

export type Expected = { at: number; answer: Omit<Answer, "kind"> };

/** What comes back to a question that a step asked at `now`, and when; null: it asks nothing, or nobody answers. */
export function answerTo(effect: Effect, team: Team, seed: string, enrollmentId: string, now: number): Expected | null {
  const { nodeId, visit } = effect;
  const luck = new Luck(`${seed}:team:${enrollmentId}:${nodeId}:${visit}`);
  if (effect.kind === "call_webhook") {
    const succeeds = luck.hits(team.webhooksSucceed);
    return { at: now + WEBHOOK_MS, answer: { nodeId, visit, answer: succeeds ? "yes" : "no" } };
  }
  if (effect.kind !== "ask_approval" && effect.kind !== "propose_fees") return null;
  if (!luck.hits(team.answers)) return null;
  const at = now + Math.ceil(luck.fraction() * team.withinHours * HOUR_MS);
  return { at, answer: { nodeId, visit, answer: luck.hits(team.approves) ? "yes" : "no" } };
}
