// How a problem of one step is put. Pure.

import type { Problem } from "@/server/journeys/graph/checks/problems";
import { isBlank, variablesIn } from "@/server/journeys/graph/message-text";
import type { DraftGraph, DraftNode, MessageBody, NodeKind } from "@/server/journeys/graph/schema";
import { apiEventName } from "@/server/journeys/graph/signals";
import { isMessageVariable } from "@/server/journeys/graph/variables";
import { isPublicUrl } from "@/server/public-url";

export type Of<Kind extends NodeKind> = Extract<DraftNode, { kind: Kind }>;
export type Check<Kind extends NodeKind> = (node: Of<Kind>, graph: DraftGraph) => Problem[];

export function about(node: DraftNode, code: Problem["code"], detail: string, reason: string): Problem {
  return { code, nodeId: node.id, detail, reason };
}

const settingWords: Record<string, string> = {
  subject: "a subject",
  body: "a text",
  script: "a script",
  messages: "a text",
  question: "a question",
  message: "a message",
  channel: "a channel",
  channels: "at least one channel",
  delays: "how long to wait between attempts",
  until: "what to wait for",
  signals: "at least one signal to wait for",
  timeout: "how long to wait at most",
  paths: "at least one path",
  arms: "at least two groups",
  changes: "at least one change",
  basis: "where the amount comes from",
  url: "an address",
  event: "the name of the event",
  target: "the step to go to",
  recipients: "who is told",
  outcome: "an outcome",
};

/** Names the setting that is missing. */
export function required(node: DraftNode, setting: string, value: unknown): Problem[] {
  if (value !== undefined && value !== "") return [];
  return [about(node, "setting_missing", setting, `This step needs ${settingWords[setting] ?? setting}.`)];
}

/** A text is there and names only variables that messages know. */
export function text(node: DraftNode, setting: string, body: MessageBody | undefined): Problem[] {
  if (!body || isBlank(body)) return required(node, setting, undefined);
  return [...new Set(variablesIn(body))]
    .filter((name) => !isMessageVariable(name))
    .map((name) => about(node, "variable_unknown", name, `There is no variable "${name}".`));
}

export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** Names under which events can come through the API. */
export function eventNames(node: DraftNode, names: readonly string[]): Problem[] {
  return names.flatMap((name) => {
    if (name === "") return required(node, "event", name);
    if (apiEventName.safeParse(name).success) return [];
    const reason = `"${name}" is no name of an event: 1 to 60 of a-z, 0-9, "_", "." and "-", not beginning with a sign.`;
    return [about(node, "event_invalid", name, reason)];
  });
}

export function publicUrl(node: DraftNode, url: string | undefined): Problem[] {
  if (!url) return required(node, "url", undefined);
  const reason = "The address must be https, of a public host, without a name or password in it.";
  return isPublicUrl(url) ? [] : [about(node, "url_invalid", "url", reason)];
}
