// What is certain when a conversation comes to a step, by whatever way: that the person proved who they are, which slots are
// filled, which notices were said. The largest answer that holds on every way, found by going round until nothing changes. Pure.
import type { DraftFlow, DraftNode } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import { type Opening, openings, saidBy } from "@/server/flows/graph/speech";

/** `verified`, `slot:NAME`, or the code of an obligation that was met. */
type Certain = ReadonlySet<string>;

/** Of every step that can be reached. `met`: the obligations that a text meets in the languages of the flow. */
export function certainOnArrival(
  flow: DraftFlow,
  obligations: readonly string[],
  met: (node: DraftNode) => string[],
): Map<string, Certain> {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const arrivals = new Map<string, Certain>();
  const open: string[] = [];
  const arrive = (id: string, with_: Certain) => {
    const before = arrivals.get(id);
    const after = before ? intersect(before, with_) : with_;
    if (!byId.has(id) || (before && after.size === before.size)) return;
    arrivals.set(id, after);
    open.push(id);
  };
  const start = flow.nodes.find((node) => node.kind === "start");
  if (start) arrive(start.id, new Set());
  // A route is taken only by somebody who is verified and has heard every notice.
  for (const target of [flow.routes.dispute, flow.routes.person]) {
    if (target) arrive(target, new Set(["verified", ...obligations]));
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = byId.get(id);
    if (!node) continue;
    const arrived = arrivals.get(id) ?? [];
    for (const edge of flow.edges) {
      if (edge.from !== id) continue;
      // A machine does not listen to notices.
      const here = edge.port === "machine" ? arrived : [...arrived, ...met(node)];
      arrive(edge.to, new Set([...here, ...gained(node, edge.port, flow)]));
    }
  }
  return arrivals;
}

function gained(node: DraftNode, port: string, { ownSkills = {} }: DraftFlow): string[] {
  if (node.kind === "verify" && port === "verified") return ["verified"];
  if (node.kind === "ask" && port === "filled" && node.slot) return [`slot:${node.slot}`];
  if (node.kind === "skill" && port === "done" && node.skill) {
    return Object.keys(ownSkills[node.skill]?.results ?? {}).map((field) => `slot:${node.skill}.${field}`);
  }
  if (node.kind === "offer" && port === "accepted") return ["slot:offer"];
  if (node.kind === "callback" && port === "scheduled") return ["slot:callback_on"];
  return [];
}

/** The notices that are in what the step says, in each of the flow's languages, and however a conversation opens. */
export function noticesIn(node: DraftNode, flow: DraftFlow, meets: (text: string) => string[]): string[] {
  if (node.kind !== "start") return noticesOf(saidBy(node), flow, meets);
  const [first, ...others] = openings
    .filter((opening) => opening === "sentences" || (node[opening]?.length ?? 0) > 0)
    .map((opening) => new Set([...noticesOf(node[opening] ?? [], flow, meets), ...(notOwed[opening] ?? [])]));
  return first ? [...others.reduce(intersect, first)] : [];
}

/** What is written is recorded by itself. */
const notOwed: Partial<Record<Opening, string[]>> = { written: ["RECORDING_ANNOUNCEMENT"] };

function noticesOf(said: readonly SpokenText[], flow: DraftFlow, meets: (text: string) => string[]): string[] {
  if (said.length === 0) return [];
  const perLanguage = flow.languages.map(
    (language) => new Set(meets(said.map((text) => text[language] ?? "").join(" "))),
  );
  const [first, ...others] = perLanguage;
  return first ? [...others.reduce(intersect, first)] : [];
}

function intersect(one: Certain, other: Certain): Set<string> {
  return new Set([...one].filter((fact) => other.has(fact)));
}
