// Steps that do something beside contacting the debtor: each is written down as an effect, once a visit. Pure.
import type { Behaviour } from "@/server/journeys/interpreter/behaviours";
import { lateFees } from "@/server/journeys/interpreter/late-fee";
import { unanswered } from "@/server/journeys/interpreter/steps/waiting";
import { addInZone } from "@/server/time/calendar";

export const update: Behaviour<"update"> = {
  enter(walk, node) {
    walk.countVisit(node.id);
    walk.does({ kind: "update", changes: node.changes });
    walk.events.push({ kind: "updated", nodeId: node.id, changes: node.changes });
    return walk.go("next");
  },
};

export const notifyTeam: Behaviour<"notify_team"> = {
  enter(walk, node) {
    walk.countVisit(node.id);
    walk.does({ kind: "notify", way: node.way, message: node.message });
    walk.events.push({ kind: "notified", nodeId: node.id, by: node.way.by });
    return walk.go("next");
  },
};

export const lateFee: Behaviour<"late_fee"> = {
  enter(walk, node) {
    const visit = walk.countVisit(node.id);
    const { lines, skipped } = lateFees(node, walk.facts, walk.now);
    const said = { kind: "fees" as const, nodeId: node.id, lines, skipped };
    if (lines.length === 0) {
      walk.events.push({ ...said, what: "none" });
      return walk.go("not_charged");
    }
    if (!node.confirmWithin) {
      walk.does({ kind: "charge_fees", lines });
      walk.events.push({ ...said, what: "charged" });
      return walk.go("next");
    }
    const until = addInZone(walk.facts.zone, walk.now, node.confirmWithin);
    walk.does({ kind: "propose_fees", lines, until: until.toISOString() });
    walk.events.push({ ...said, what: "proposed" }, { kind: "asked_person", nodeId: node.id, visit, about: "fees" });
    return walk.wait(until, { by: "fees" });
  },
  answered(walk, node, { answer, visit }) {
    walk.events.push({ kind: "person_answered", nodeId: node.id, visit, answer });
    walk.does({ kind: "settle_fees", charge: answer === "yes" });
    return walk.go(answer === "yes" ? "next" : "not_charged");
  },
  wake(walk, node) {
    unanswered(walk, node.id);
    return walk.go("not_charged");
  },
  abandon: (walk) => walk.does({ kind: "withdraw_question" }),
};

/** Longer than the call is tried for: whatever became of it, the debtor is not stuck here. */
const patience = { amount: 2, unit: "days" } as const;

export const webhook: Behaviour<"webhook"> = {
  enter(walk, node) {
    const visit = walk.countVisit(node.id);
    walk.does({ kind: "call_webhook", url: node.url, keep: node.keep });
    walk.events.push({ kind: "webhook_called", nodeId: node.id, visit });
    return walk.wait(addInZone(walk.facts.zone, walk.now, patience), { by: "webhook" });
  },
  answered(walk, node, { answer, visit, kept, code }) {
    const ok = answer === "yes";
    walk.events.push({
      kind: "webhook_answered",
      nodeId: node.id,
      visit,
      ok,
      ...(code && { code }),
      ...(kept && { kept }),
    });
    if (ok && kept) walk.keepResult(node.id, kept);
    return walk.go(ok ? "next" : "failed");
  },
  wake(walk, node) {
    const visit = walk.visitOf(node.id);
    walk.events.push({ kind: "webhook_answered", nodeId: node.id, visit, ok: false, code: "no_answer" });
    return walk.go("failed");
  },
};
