// How a journey's templates are written down; where the steps stand is laid out at the end. Pure.
import { Sketch } from "@/server/graphs/sketch";
import { textToBody } from "@/server/journeys/graph/message-text";
import { layoutGraph } from "@/server/journeys/graph/projections/layout";
import type { Channel, DraftGraph, DraftNode, SignalKind } from "@/server/journeys/graph/schema";
import type { RuleGroup } from "@/server/journeys/rules/schema";

const position = { x: 0, y: 0 };
const days = (amount: number) => ({ amount, unit: "days" as const });

/** A journey in the making. */
export class Drawing extends Sketch<DraftNode> {
  constructor() {
    super({ id: "start", kind: "start", position });
  }

  /** The journey, laid out; the note stands beside its start. */
  graph(leaveOn: SignalKind[], note?: string): DraftGraph {
    const graph = layoutGraph({ schemaVersion: 2, leaveOn, nodes: this.nodes, edges: this.edges });
    const start = graph.nodes[0]?.position ?? position;
    return note
      ? { ...graph, notes: [{ id: "note_1", text: note, position: { x: start.x - 264, y: start.y } }] }
      : graph;
  }
}

/** An e-mail; the texts name variables as {{name}}. */
export function email(id: string, title: string, subject: string, body: string): DraftNode {
  return { id, kind: "send_email", title, position, subject: textToBody(subject), body: textToBody(body) };
}

/** A text message. */
export function sms(id: string, title: string, body: string): DraftNode {
  return { id, kind: "send_sms", title, position, body: textToBody(body) };
}

/** An automated call. */
export function call(id: string, title: string, script: string): DraftNode {
  return { id, kind: "place_call", title, position, script: textToBody(script) };
}

/** Some days of nothing. */
export function rest(id: string, amount: number): DraftNode {
  return { id, kind: "wait", position, until: { by: "duration", duration: days(amount) } };
}

/** Some days in which these signals go their own way. */
export function listen(id: string, title: string, signals: SignalKind[], amount: number): DraftNode {
  return { id, kind: "wait_for_signal", title, position, signals, timeout: days(amount) };
}

/** The debtor can be reached on the channel. */
export function reaches(channel: Channel): RuleGroup {
  return { all: [{ fact: "reachable", op: "has_any", values: [channel] }] };
}

/** `yes` for who can be reached on the channel, else `else`. */
export function reachable(id: string, title: string, channel: Channel): DraftNode {
  return { id, kind: "branch", title, position, paths: [{ id: "yes", label: "Yes", when: reaches(channel) }] };
}

/** `yes` from so many days overdue on, else `else`. */
export function overdueFor(id: string, title: string, least: number): DraftNode {
  const when: RuleGroup = { all: [{ fact: "oldest_overdue_days", op: "at_least", value: least }] };
  return { id, kind: "branch", title, position, paths: [{ id: "yes", label: "Yes", when }] };
}

/** The end, with its outcome. */
export function exit(id: string, title: string, outcome: string): DraftNode {
  return { id, kind: "exit", title, position, outcome };
}

/** What every call offers; it names no amount, for whoever picks up may not be the one who may know it. */
export const callKeys =
  "To get a payment link by text message, press 1. To tell us when you will pay, press 2. To speak to a person, press 3.";

/** How an e-mail ends. */
export const signature = `Kind regards,
{{company.name}}, accounts receivable
{{company.phone}}`;
