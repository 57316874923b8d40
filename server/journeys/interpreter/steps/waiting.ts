// Steps at which a debtor rests: until a time, until something happens, until a person has answered. Pure.
import { portHeard } from "@/server/journeys/graph/ports";
import type { Behaviour } from "@/server/journeys/interpreter/behaviours";
import { waitEnd } from "@/server/journeys/interpreter/wait-until";
import type { Walk } from "@/server/journeys/interpreter/walk";
import { addInZone } from "@/server/time/calendar";

export const wait: Behaviour<"wait"> = {
  enter(walk, node) {
    const end = waitEnd(node.until, walk.facts, walk.now);
    if ("at" in end) return walk.wait(end.at, end.why);
    walk.events.push({ kind: "passed", nodeId: node.id, why: end.passed });
    return walk.go("next");
  },
};

export const waitForSignal: Behaviour<"wait_for_signal"> = {
  enter: (walk, node) => walk.wait(addInZone(walk.facts.zone, walk.now, node.timeout), { by: "signal" }),
  wake: (walk) => walk.go("timeout"),
  hears: (node, { signal, data }) => portHeard(node, signal, data),
};

export const approve: Behaviour<"approve"> = {
  enter(walk, node) {
    const visit = walk.countVisit(node.id);
    const until = addInZone(walk.facts.zone, walk.now, node.timeout);
    walk.does({ kind: "ask_approval", question: node.question, until: until.toISOString() });
    walk.events.push({ kind: "asked_person", nodeId: node.id, visit, about: "approval" });
    return walk.wait(until, { by: "approval" });
  },
  answered(walk, node, { answer, visit }) {
    walk.events.push({ kind: "person_answered", nodeId: node.id, visit, answer });
    return walk.go(answer);
  },
  wake(walk, node) {
    unanswered(walk, node.id);
    return walk.go("timeout");
  },
  abandon: (walk) => walk.does({ kind: "withdraw_question" }),
};

/** Nobody said anything in time. */
export function unanswered(walk: Walk, nodeId: string): void {
  walk.events.push({ kind: "person_answered", nodeId, visit: walk.visitOf(nodeId), answer: "timeout" });
  walk.does({ kind: "withdraw_question" });
}
