// How a step can be left, each way at its earliest. Pure.
import { portsOf } from "@/server/journeys/graph/ports";
import type { ExecutableNode, SignalKind } from "@/server/journeys/graph/schema";
import { signalKinds } from "@/server/journeys/graph/schema";
import type { EnrollmentFacts } from "@/server/journeys/interpreter/facts";
import { waitEnd } from "@/server/journeys/interpreter/wait-until";
import { addDays, addInZone, dayIn } from "@/server/time/calendar";

export type Outcome = {
  /** The way out; null where the step goes on with its next attempt, or jumps. */
  port: string | null;
  at: number;
  /** What the debtor did, where that is what leads out. */
  signal?: SignalKind;
  attempt?: number;
  to?: string;
};

/** Every way out of the step for who enters it at `at`; `sent`: what it sends was allowed. */
export function outcomesOf(
  node: ExecutableNode,
  { at, attempt }: { at: number; attempt: number },
  zone: string,
  sent: boolean,
): Outcome[] {
  switch (node.kind) {
    case "exit":
      return [];
    case "go_to":
      return [{ port: null, at, to: node.target }];
    case "ladder": {
      const stops: Outcome[] = sent ? node.stopOn.map((signal) => ({ port: signal, at, signal })) : [];
      const delay = node.delays[Math.min(attempt, node.delays.length) - 1];
      const after = delay ? addInZone(zone, new Date(at), delay).getTime() : at;
      const goesOn = attempt < node.attempts;
      return [...stops, goesOn ? { port: null, at: after, attempt: attempt + 1 } : { port: "next", at: after }];
    }
    case "wait": {
      const end = waitEnd(node.until, supposed(zone, at), new Date(at));
      return [{ port: "next", at: "at" in end ? end.at.getTime() : at }];
    }
    case "wait_for_signal":
      return portsOf(node).map((port) => {
        if (port === "timeout") return { port, at: addInZone(zone, new Date(at), node.timeout).getTime() };
        return { port, at, signal: signalKinds.find((kind) => kind === port) ?? "replied" };
      });
    default:
      return portsOf(node).map((port) => ({ port, at }));
  }
}

/** For waits that follow a date: an invoice that was due yesterday, and a promise for tomorrow. */
function supposed(zone: string, at: number): EnrollmentFacts {
  const today = dayIn(zone, new Date(at));
  return {
    zone,
    oldestDueOn: addDays(today, -1),
    promises: { openDueOn: addDays(today, 1) },
  } as EnrollmentFacts;
}
