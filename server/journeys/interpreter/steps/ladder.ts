// Several attempts on one channel with a rest after each, until one of its signals comes or none is left. The same as the
// steps that `expandLadder` puts in its place. Pure.
import type { Behaviour } from "@/server/journeys/interpreter/behaviours";
import type { Step } from "@/server/journeys/interpreter/state";
import type { Of, Walk } from "@/server/journeys/interpreter/walk";
import { addInZone } from "@/server/time/calendar";

export const ladder: Behaviour<"ladder"> = {
  enter(walk, node) {
    if (walk.facts.reachable[node.channel]) return attempt(walk, node, 1);
    walk.events.push({ kind: "ladder_over", nodeId: node.id, why: "unreachable", channel: node.channel });
    return walk.go("next");
  },
  wake(walk, node) {
    const { number, made } = current(walk);
    if (!made) return ask(walk, node, number);
    if (number < node.attempts) return attempt(walk, node, number + 1);
    walk.events.push({ kind: "ladder_over", nodeId: node.id, why: "exhausted", channel: node.channel });
    return walk.go("next");
  },
  hears: (node, { signal }) => (node.stopOn.includes(signal) ? signal : undefined),
  judged(walk, node) {
    const { number } = current(walk);
    walk.state = { ...walk.state, attempt: { number, made: true } };
    const delay = node.delays[number - 1] ?? node.delays[0];
    const until = delay ? addInZone(walk.facts.zone, walk.now, delay) : walk.now;
    return walk.wait(until, { by: "attempt" });
  },
  again: (walk, node) => attempt(walk, node, walk.state.node === node.id ? current(walk).number : node.attempts),
};

function attempt(walk: Walk, node: Of<"ladder">, number: number): Step {
  if (walk.state.node !== node.id) walk.moveTo(node.id);
  walk.countVisit(node.id);
  walk.events.push({ kind: "attempt", nodeId: node.id, number, of: node.attempts });
  return ask(walk, node, number);
}

function ask(walk: Walk, node: Of<"ladder">, number: number): Step {
  walk.state = { ...walk.state, attempt: { number, made: false } };
  const message = node.messages[number - 1] ?? node.messages[0];
  if (!message) return walk.park("node_missing");
  const { subject, body } = message;
  if (node.channel === "email") return walk.ask("email", { subject, body });
  const { flowId } = node;
  return walk.ask(node.channel, node.channel === "voice" && flowId ? { body, flowId } : { body });
}

const current = (walk: Walk) => walk.state.attempt ?? { number: 1, made: false };
