// A ladder as the single steps that do the same, so that each can be changed by itself. Pure.

import { freeId } from "@/server/graphs/ids";
import { nodeSize } from "@/server/graphs/shape";
import { portsOf } from "@/server/journeys/graph/ports";
import type { Channel, DraftGraph, DraftNode, Edge, NodeKind } from "@/server/journeys/graph/schema";

type Ladder = Extract<DraftNode, { kind: "ladder" }>;
const gap = nodeSize.height + 64;
const sendingKinds = { email: "send_email", sms: "send_sms", voice: "place_call" } as const satisfies Record<
  Channel,
  NodeKind
>;

/** Puts a reachability check, then attempt and rest for each attempt in the ladder's place; the same graph where it is not complete. */
export function expandLadder(graph: DraftGraph, id: string): DraftGraph {
  const ladder = graph.nodes.find((node) => node.id === id);
  if (ladder?.kind !== "ladder" || !ladder.channel || !ladder.attempts || !ladder.delays?.length) return graph;
  const ids = new Set(graph.nodes.map((node) => node.id));
  const take = (kind: string) => {
    const fresh = freeId(kind, ids);
    ids.add(fresh);
    return fresh;
  };
  const at = (row: number) => ({ x: ladder.position.x, y: ladder.position.y + row * gap });
  const check = checkOf(ladder.channel, take("branch"), at(0), ladder.title);
  const rungs = Array.from({ length: ladder.attempts }, (_, index) =>
    rungOf(ladder, ladder.channel ?? "email", index, take, at),
  );
  const steps = [check, ...rungs.flat()];

  const out = new Map(graph.edges.filter((edge) => edge.from === id).map((edge) => [edge.port, edge.to]));
  const edges: Edge[] = [];
  const lead = (from: string, port: string, to: string | undefined) => {
    if (to !== undefined) edges.push({ id: `${from}-${port}`, from, port, to });
  };
  lead(check.id, "reachable", rungs[0]?.[0].id);
  lead(check.id, "else", out.get("next"));
  rungs.forEach(([send, rest], index) => {
    lead(send.id, "next", rest.id);
    for (const port of portsOf(rest)) {
      const onward = port === "next" || port === "timeout";
      lead(rest.id, port, onward ? (rungs[index + 1]?.[0].id ?? out.get("next")) : out.get(port));
    }
  });

  const moved = graph.nodes.flatMap((node): DraftNode[] => {
    if (node.id === id) return steps;
    const below = node.position.y > ladder.position.y;
    const lower = below
      ? { ...node, position: { ...node.position, y: node.position.y + (steps.length - 1) * gap } }
      : node;
    return [lower.kind === "go_to" && lower.target === id ? { ...lower, target: check.id } : lower];
  });
  const kept = graph.edges
    .filter((edge) => edge.from !== id)
    .map((edge) => (edge.to === id ? { ...edge, to: check.id } : edge));
  return { ...graph, nodes: moved, edges: [...kept, ...edges] };
}

type Position = DraftNode["position"];

function checkOf(channel: Channel, id: string, position: Position, title: string | undefined): DraftNode {
  const when = { all: [{ fact: "reachable" as const, op: "has_any" as const, values: [channel] }] };
  return { id, kind: "branch", position, ...(title && { title }), paths: [{ id: "reachable", label: "", when }] };
}

function rungOf(
  ladder: Ladder,
  channel: Channel,
  index: number,
  take: (kind: string) => string,
  at: (row: number) => Position,
): [DraftNode, DraftNode] {
  const message = ladder.messages?.[index] ?? ladder.messages?.[0] ?? {};
  const kind = sendingKinds[channel];
  const common = { id: take(kind), position: at(1 + 2 * index) };
  const send: DraftNode =
    kind === "send_email"
      ? { ...common, kind, subject: message.subject, body: message.body }
      : kind === "send_sms"
        ? { ...common, kind, body: message.body }
        : { ...common, kind, script: message.body, ...(ladder.flowId && { flowId: ladder.flowId }) };
  const delay = ladder.delays?.[index] ?? ladder.delays?.[0];
  const position = at(2 + 2 * index);
  const signals = ladder.stopOn ?? [];
  const rest: DraftNode =
    signals.length > 0
      ? { id: take("wait_for_signal"), kind: "wait_for_signal", position, signals, timeout: delay }
      : { id: take("wait"), kind: "wait", position, ...(delay && { until: { by: "duration", duration: delay } }) };
  return [send, rest];
}
