// A journey as a model writes it down: steps in plain settings and where each leads. It becomes a draft by the same
// pure edits that a person makes; what does not fit is left out and shows up among the draft's problems. Pure.
import { z } from "zod";
import * as edits from "@/server/journeys/graph/edits/edits";
import { textToBody } from "@/server/journeys/graph/message-text";
import { portsOf } from "@/server/journeys/graph/ports";
import { layoutGraph } from "@/server/journeys/graph/projections/layout";
import {
  channel,
  type DraftGraph,
  type DraftNode,
  draftGraph,
  duration,
  type NodeKind,
  signalKind,
} from "@/server/journeys/graph/schema";
import { debtorKinds } from "@/server/journeys/rules/facts";
import { type Condition, makeGroup } from "@/server/journeys/rules/schema";
import { AMOUNT_MINOR_MAX, currencyExponent, isCurrency } from "@/server/money";

const amountOp = z.enum(["more_than", "at_least", "less_than", "at_most"]);
const rule = z.union([
  z.object({
    fact: z.enum(["balance", "overdue_balance", "largest_invoice"]),
    op: amountOp,
    amount: z.number().describe("in major units, e.g. 500 for $500"),
    currency: z.string().describe("ISO 4217, e.g. USD"),
  }),
  z.object({
    fact: z.enum([
      "oldest_overdue_days",
      "invoice_count",
      "overdue_invoice_count",
      "average_days_late",
      "broken_promises",
    ]),
    op: amountOp,
    value: z.number(),
  }),
  z.object({ fact: z.enum(["debtor_kind"]), is: z.array(z.enum(debtorKinds)) }),
  z.object({ fact: z.enum(["country"]), is: z.array(z.string()).describe("ISO 3166-1 alpha-2, e.g. US") }),
  z.object({ fact: z.enum(["reachable"]), by: z.array(channel).describe("holds when one of them reaches the debtor") }),
  z.object({ fact: z.enum(["tags"]), any: z.array(z.string()) }),
  z.object({
    fact: z.enum(["disputed", "pod_present", "short_paid", "accessorial_disputed", "factored", "portal_rejected"]),
    is: z.boolean(),
  }),
]);
const id = z.string().describe("short and unique, e.g. email_1");
const title = z.string();
const next = z.string().describe("id of the step that follows");
const length = z.object({ amount: z.number(), unit: duration.shape.unit });

const step = z.union([
  z.object({ id, kind: z.literal("send_email"), title, subject: z.string(), body: z.string(), next }),
  z.object({ id, kind: z.literal("send_sms"), title, body: z.string(), next }),
  z.object({ id, kind: z.literal("place_call"), title, script: z.string(), next }),
  z.object({ id, kind: z.literal("wait"), title, duration: length, next }),
  z.object({
    id,
    kind: z.literal("wait_for_signal"),
    title,
    timeout: length,
    on: z.array(z.object({ signal: signalKind, next })),
    next: next.describe("where it goes on when the time is over"),
  }),
  z.object({
    id,
    kind: z.literal("branch"),
    title,
    paths: z.array(z.object({ label: z.string(), match: z.enum(["all", "any"]), rules: z.array(rule), next })),
    next: next.describe("where those go whom no path fits"),
  }),
  z.object({ id, kind: z.literal("exit"), title, outcome: z.string() }),
]);

export const sketch = z.object({
  name: z.string().describe("what the journey is called, at most 60 characters"),
  leaveOn: z.array(signalKind).describe("signals that end the journey at once, wherever the debtor is"),
  steps: z.array(step).describe("in reading order; the first follows the start"),
});
type Sketch = z.infer<typeof sketch>;
type Step = Sketch["steps"][number];

const stepsMax = 120;
const draftNode = draftGraph.shape.nodes.element;

/** The name and the draft; every step of the sketch is one edit after the other on an empty journey. */
export function drawSketch({ name, leaveOn, steps }: Sketch): { name: string; graph: DraftGraph } {
  const origin = { x: 0, y: 0 };
  const ids = new Map<string, string>();
  let graph: DraftGraph = {
    schemaVersion: 2,
    leaveOn: [...new Set(leaveOn)],
    nodes: [{ id: "start", kind: "start", position: origin }],
    edges: [],
  };
  for (const one of steps.slice(0, stepsMax)) {
    if (ids.has(one.id)) continue;
    const added = edits.addNode(graph, one.kind satisfies NodeKind, { position: origin });
    ids.set(one.id, added.id);
    const settings = draftNode.safeParse(settingsOf(one, added.id));
    graph = settings.success ? edits.updateNode(added.graph, settings.data) : added.graph;
  }
  const first = steps[0] && ids.get(steps[0].id);
  if (first) graph = edits.connect(graph, "start", "next", first);
  for (const one of steps) {
    const from = ids.get(one.id);
    const node = from && edits.nodeById(graph, from);
    if (!from || !node) continue;
    for (const [port, to] of waysOf(one, node)) graph = edits.connect(graph, from, port, ids.get(to) ?? "");
  }
  return { name: name.trim().slice(0, 120) || "Draft", graph: layoutGraph(graph) };
}

function settingsOf(one: Step, id: string): DraftNode {
  const common = { id, position: { x: 0, y: 0 }, title: one.title.trim().slice(0, 120) || undefined };
  switch (one.kind) {
    case "send_email":
      return { ...common, kind: one.kind, subject: textToBody(oneLine(one.subject)), body: textToBody(one.body) };
    case "send_sms":
      return { ...common, kind: one.kind, body: textToBody(one.body) };
    case "place_call":
      return { ...common, kind: one.kind, script: textToBody(one.script) };
    case "wait":
      return { ...common, kind: one.kind, until: { by: "duration", duration: lengthOf(one.duration) } };
    case "wait_for_signal":
      return {
        ...common,
        kind: one.kind,
        signals: [...new Set(one.on.map((way) => way.signal))],
        timeout: lengthOf(one.timeout),
      };
    case "branch":
      return {
        ...common,
        kind: one.kind,
        paths: one.paths.map((path, at) => ({
          id: `path_${at + 1}`,
          label: path.label.slice(0, 60),
          when: makeGroup(path.match, path.rules.map(conditionOf)),
        })),
      };
    case "exit":
      return { ...common, kind: one.kind, outcome: one.outcome.trim().slice(0, 60) || undefined };
  }
}

function waysOf(one: Step, node: DraftNode): [port: string, to: string][] {
  if (one.kind === "exit") return [];
  const main = portsOf(node).at(-1) ?? "next";
  if (one.kind === "wait_for_signal")
    return [...one.on.map((way): [string, string] => [way.signal, way.next]), [main, one.next]];
  if (one.kind === "branch") {
    return [...one.paths.map((path, at): [string, string] => [`path_${at + 1}`, path.next]), [main, one.next]];
  }
  return [[main, one.next]];
}

function conditionOf(given: z.infer<typeof rule>): Condition {
  switch (given.fact) {
    case "balance":
    case "overdue_balance":
    case "largest_invoice": {
      const currency = given.currency.toUpperCase().slice(0, 3);
      return { fact: given.fact, op: given.op, currency, amountMinor: minorOf(given.amount, currency) };
    }
    case "debtor_kind":
      return { fact: given.fact, op: "is_any_of", values: given.is };
    case "country":
      return { fact: given.fact, op: "is_any_of", values: given.is.map((code) => code.toUpperCase().slice(0, 2)) };
    case "reachable":
      return { fact: given.fact, op: "has_any", values: given.by };
    case "tags":
      return { fact: given.fact, op: "has_any", values: given.any };
    case "oldest_overdue_days":
    case "invoice_count":
    case "overdue_invoice_count":
    case "average_days_late":
    case "broken_promises":
      return { fact: given.fact, op: given.op, value: Math.min(100_000, Math.max(0, Math.round(given.value))) };
    default:
      return { fact: given.fact, is: given.is };
  }
}

function lengthOf({ amount, unit }: z.infer<typeof length>) {
  return { amount: Math.min(365, Math.max(1, Math.round(amount))), unit };
}

function minorOf(amount: number, currency: string): number {
  const exponent = isCurrency(currency) ? currencyExponent(currency) : 2;
  return Math.min(AMOUNT_MINOR_MAX, Math.max(0, Math.round(amount * 10 ** exponent)));
}

/** A subject has one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
