// What each kind of step needs by itself, wherever it stands in the graph. Pure.
import { bodyToText, isBlank, variablesIn } from "@/server/journeys/graph/message-text";
import type { Problem } from "@/server/journeys/graph/problems";
import type { DraftGraph, DraftNode, MessageBody, NodeKind } from "@/server/journeys/graph/schema";
import { isMessageVariable } from "@/server/journeys/graph/variables";
import { isCurrency } from "@/server/money";

type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
type Check<Kind extends NodeKind> = (node: Of<Kind>, graph: DraftGraph) => Problem[];

/** Characters a text message may have before its variables are filled in: three segments. */
const smsLengthMax = 459;

const checks: { [Kind in NodeKind]: Check<Kind> } = {
  start: () => [],
  send_email: (node) => [...text(node, "subject", node.subject), ...text(node, "body", node.body)],
  send_sms: (node) => {
    const problems = text(node, "body", node.body);
    const length = node.body ? bodyToText(node.body).length : 0;
    if (length > smsLengthMax) {
      const reason = `The text message has ${length} characters; it may have ${smsLengthMax}.`;
      problems.push({ code: "sms_too_long", nodeId: node.id, detail: "body", reason });
    }
    return problems;
  },
  place_call: (node) => [
    ...text(node, "script", node.script),
    ...(node.script && variablesIn(node.script).includes("pay_link")
      ? [about(node, "variable_not_spoken", "pay_link", "A link cannot be spoken; let the person press 1 to get it.")]
      : []),
  ],
  wait: (node) => required(node, "duration", node.duration),
  wait_for_signal: (node, graph) => {
    const signals = node.signals ?? [];
    return [
      ...required(node, "signals", signals.length > 0 ? signals : undefined),
      ...required(node, "timeout", node.timeout),
      ...repeated(signals).map((signal) => about(node, "signal_twice", signal, `"${signal}" is listed twice.`)),
      ...signals
        .filter((signal) => graph.leaveOn.includes(signal))
        .map((signal) => about(node, "signal_leaves", signal, `The journey already ends on "${signal}".`)),
    ];
  },
  branch: (node) => {
    const paths = node.paths ?? [];
    return [
      ...required(node, "paths", paths.length > 0 ? paths : undefined),
      ...repeated([...paths.map((path) => path.id), "else"]).map((id) =>
        about(node, "path_twice", id, `Two paths have the id "${id}".`),
      ),
      ...paths
        .filter((path) => path.all.length === 0)
        .map((path) => about(node, "rule_missing", path.id, `The path "${path.label || path.id}" has no rule.`)),
      ...paths
        .flatMap((path) => path.all)
        .flatMap((rule) => (rule.fact === "balance" && !isCurrency(rule.currency) ? [rule.currency] : []))
        .map((code) => about(node, "currency_unknown", code, `"${code}" is not a currency.`)),
    ];
  },
  exit: (node) => required(node, "outcome", node.outcome?.trim() || undefined),
};

/** The problems of one step by itself. */
export function checkNode(node: DraftNode, graph: DraftGraph): Problem[] {
  return (checks[node.kind] as Check<NodeKind>)(node, graph);
}

function about(node: DraftNode, code: Problem["code"], detail: string, reason: string): Problem {
  return { code, nodeId: node.id, detail, reason };
}

const settingWords: Record<string, string> = {
  subject: "a subject",
  body: "a text",
  script: "a script",
  duration: "how long to wait",
  signals: "at least one signal to wait for",
  timeout: "how long to wait at most",
  paths: "at least one path",
  outcome: "an outcome",
};

function required(node: DraftNode, setting: string, value: unknown): Problem[] {
  if (value !== undefined) return [];
  return [about(node, "setting_missing", setting, `This step needs ${settingWords[setting] ?? setting}.`)];
}

function text(node: DraftNode, setting: string, body: MessageBody | undefined): Problem[] {
  if (!body || isBlank(body)) return required(node, setting, undefined);
  return [...new Set(variablesIn(body))]
    .filter((name) => !isMessageVariable(name))
    .map((name) => about(node, "variable_unknown", name, `There is no variable "${name}".`));
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
