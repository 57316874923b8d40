// What a touch says, without the HTML around it: what is hashed when it is decided, and what is sent.
import { createHash } from "node:crypto";
import type { Channel } from "@/server/journeys/graph/schema";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";
import { withOptOutLine } from "@/server/touches/messages/opt-out-line";
import { emailWords, type MessageValues, renderPlain } from "@/server/touches/messages/render-message";

export type Words = { subject: string; text: string };

/** A message that is to be rendered, with everything that goes into it. */
export type Unwritten = {
  purpose: TouchPurpose;
  content: TouchContent;
  company: { name: string; language: string; postalAddress: string | null };
  values: MessageValues;
};

export function wordsOf(channel: Channel, { purpose, content, company, values }: Unwritten): Words {
  if (channel === "email") return emailWords(content, values, company, unsubscribeLabel(company.language));
  if (channel === "voice") return { subject: "", text: renderPlain(content, values, " ") };
  const text = renderPlain(content, values, "\n");
  return { subject: "", text: purpose === "reminder" ? withOptOutLine(text, company.language) : text };
}

/** SHA-256 of channel, subject and text, a line each: `printf '%s\n%s\n%s' email "$subject" "$text" | sha256sum`. */
export function wordsHash(channel: Channel, { subject, text }: Words): string {
  return createHash("sha256").update(`${channel}\n${subject}\n${text}`).digest("hex");
}

const hashes = new WeakMap<object, Map<string, string>>();

/** SHA-256 of a text with its variables unresolved, its fields in the order of their names; known by its body. */
export function templateHash(content: TouchContent): string {
  if (content.type === "text") return sha256(content);
  const { body, subject, journeyVersionId, flowId } = content;
  const known = hashes.get(body) ?? new Map<string, string>();
  hashes.set(body, known);
  const key = `${journeyVersionId} ${flowId} ${JSON.stringify(subject)}`;
  const hash = known.get(key) ?? sha256(content);
  known.set(key, hash);
  return hash;
}

const sha256 = (content: TouchContent) => createHash("sha256").update(sortedJson(content)).digest("hex");

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const sorted = fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, field]) => `${JSON.stringify(name)}:${sortedJson(field)}`).join(",")}}`;
}

const unsubscribeLabels: Record<string, string> = {
  en: "Unsubscribe from these e-mails",
  hi: "इन ई-मेल की सदस्यता छोड़ें",
  de: "Diese E-Mails abbestellen",
  es: "Cancelar la suscripción a estos correos",
  fr: "Se désabonner de ces e-mails",
};

export function unsubscribeLabel(language: string): string {
  return unsubscribeLabels[language.slice(0, 2)] ?? "Unsubscribe from these e-mails";
}
