// What the steps that wait need. Pure.
import { about, type Check, eventNames, repeated, required, text } from "@/server/journeys/graph/checks/about";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import type { DraftGraph, DraftNode, SignalKind } from "@/server/journeys/graph/schema";

export const wait: Check<"wait"> = (node) => {
  const { until } = node;
  if (until?.by === "weekday" && until.weekdays.length === 0) {
    return [about(node, "weekday_missing", "until", "This wait needs at least one day of the week.")];
  }
  if (until?.by === "business_hours" && until.from >= until.to) {
    return [about(node, "hours_empty", "until", "The hours must begin before they end.")];
  }
  return required(node, "until", until);
};

export const waitForSignal: Check<"wait_for_signal"> = (node, graph) => {
  const { signals = [], intents = [], apiEvents = [] } = node;
  const some = signals.length + intents.length + apiEvents.length > 0;
  return [
    ...required(node, "signals", some ? true : undefined),
    ...required(node, "timeout", node.timeout),
    ...signalProblems(node, signals, graph),
    ...(apiEvents.length > 0 && !signals.includes("api_event") ? leaves(node, ["api_event"], graph) : []),
    ...eventNames(node, apiEvents),
    ...repeated([...intents, ...apiEvents]).map((name) =>
      about(node, "event_twice", name, `"${name}" is listed twice.`),
    ),
  ];
};

export const approve: Check<"approve"> = (node) => [
  ...text(node, "question", node.question),
  ...required(node, "timeout", node.timeout),
];

/** A signal is listed once, and not one that the whole journey ends on. */
export function signalProblems(node: DraftNode, signals: readonly SignalKind[], graph: DraftGraph): Problem[] {
  return [
    ...repeated(signals).map((signal) => about(node, "signal_twice", signal, `"${signal}" is listed twice.`)),
    ...leaves(node, signals, graph),
  ];
}

function leaves(node: DraftNode, signals: readonly SignalKind[], graph: DraftGraph): Problem[] {
  return signals
    .filter((signal) => graph.leaveOn.includes(signal))
    .map((signal) => about(node, "signal_leaves", signal, `The journey already ends on "${signal}".`));
}
