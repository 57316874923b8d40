// What each kind of step does when a debtor comes to it, when its time is up, when something happens, and when what it
// asked for comes back. Pure.
import type { ExecutableNode, NodeKind } from "@/server/journeys/graph/schema";
import type { Answer, Input, Step } from "@/server/journeys/interpreter/state";
import { lateFee, notifyTeam, update, webhook } from "@/server/journeys/interpreter/steps/acting";
import { branch, chooseChannelStep, goTo, split } from "@/server/journeys/interpreter/steps/deciding";
import { ladder } from "@/server/journeys/interpreter/steps/ladder";
import { placeCall, sendEmail, sendSms } from "@/server/journeys/interpreter/steps/sending";
import { approve, wait, waitForSignal } from "@/server/journeys/interpreter/steps/waiting";
import type { Of, Walk } from "@/server/journeys/interpreter/walk";

export type Behaviour<Kind extends NodeKind> = {
  enter(walk: Walk, node: Of<Kind>): Step;
  /** Its time is up; without it the debtor goes on by `next`. */
  wake?(walk: Walk, node: Of<Kind>): Step;
  /** The way out that a signal takes while the debtor is here; undefined: it is not listened for. */
  hears?(node: Of<Kind>, signal: Extract<Input, { kind: "signal" }>): string | undefined;
  /** The policy has answered what the step asked to send. */
  judged?(walk: Walk, node: Of<Kind>, verdict: "allow" | "deny"): Step;
  /** What it sent was taken back before it left, and is decided anew. */
  again?(walk: Walk, node: Of<Kind>): Step;
  /** What the step asked for came back. */
  answered?(walk: Walk, node: Of<Kind>, answer: Answer): Step;
  /** The debtor leaves while the step still waits. */
  abandon?(walk: Walk, node: Of<Kind>): void;
};

const missing = { enter: (walk: Walk) => walk.park("part_missing") };

const behaviours: { [Kind in NodeKind]: Behaviour<Kind> } = {
  start: { enter: (walk) => walk.go("next") },
  send_email: sendEmail,
  send_sms: sendSms,
  place_call: placeCall,
  ladder,
  wait,
  wait_for_signal: waitForSignal,
  branch,
  split,
  choose_channel: chooseChannelStep,
  approve,
  // Cannot be published yet: see graph/availability.ts.
  assign: missing,
  offer_plan: missing,
  notify_team: notifyTeam,
  update,
  late_fee: lateFee,
  webhook,
  go_to: goTo,
  exit: { enter: (walk, node) => walk.leave(node.outcome) },
};

export function behaviourOf(node: ExecutableNode): Behaviour<NodeKind> {
  return behaviours[node.kind] as Behaviour<NodeKind>;
}
