// What each kind of step needs by itself, wherever it stands in the graph. Pure.
import { missingPartReasons, partsMissing } from "@/server/journeys/graph/availability";
import { about, type Check, required } from "@/server/journeys/graph/checks/about";
import { goTo, lateFee, notifyTeam, update, webhook } from "@/server/journeys/graph/checks/check-actions";
import { call, email, ladder, sms } from "@/server/journeys/graph/checks/check-messages";
import { branch, chooseChannel, split, start } from "@/server/journeys/graph/checks/check-rules";
import { approve, wait, waitForSignal } from "@/server/journeys/graph/checks/check-waits";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import type { DraftGraph, DraftNode, NodeKind } from "@/server/journeys/graph/schema";

const checks: { [Kind in NodeKind]: Check<Kind> } = {
  start,
  send_email: email,
  send_sms: sms,
  place_call: call,
  ladder,
  wait,
  wait_for_signal: waitForSignal,
  branch,
  split,
  choose_channel: chooseChannel,
  approve,
  assign: () => [],
  notify_team: notifyTeam,
  update,
  late_fee: lateFee,
  offer_plan: () => [],
  webhook,
  go_to: goTo,
  exit: (node) => required(node, "outcome", node.outcome?.trim()),
};

/** The problems of one step by itself. */
export function checkNode(node: DraftNode, graph: DraftGraph): Problem[] {
  return [
    ...(checks[node.kind] as Check<NodeKind>)(node, graph),
    ...partsMissing(node).map((part) => about(node, "part_missing", part, missingPartReasons[part])),
  ];
}
