// Message bodies as plain text with {{variables}}, and back: for templates, plain fields and lists. Pure.
import type { MessageBody } from "@/server/journeys/graph/schema";

type Inline = MessageBody["content"][number]["content"][number];

/** "Hello {{contact.name}}" → a body; an empty line or a line break starts a new paragraph. */
export function textToBody(text: string): MessageBody {
  const paragraphs = text.split("\n");
  return { type: "doc", content: paragraphs.map((line) => ({ type: "paragraph", content: inlineOf(line) })) };
}

function inlineOf(line: string): Inline[] {
  return line
    .split(/(\{\{\s*[\w.]+\s*\}\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const variable = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(part);
      return variable?.[1] ? { type: "variable", name: variable[1] } : { type: "text", text: part };
    });
}

/** A body as text, one line a paragraph; variables by `show`, as {{name}} unless told otherwise. */
export function bodyToText(body: MessageBody, show: (name: string) => string = (name) => `{{${name}}}`): string {
  return body.content
    .map((paragraph) =>
      paragraph.content
        .map((part) => (part.type === "text" ? part.text : part.type === "variable" ? show(part.name) : "\n"))
        .join(""),
    )
    .join("\n");
}

/** Every variable's name in the body. */
export function variablesIn(body: MessageBody): string[] {
  return body.content.flatMap((paragraph) =>
    paragraph.content.flatMap((part) => (part.type === "variable" ? [part.name] : [])),
  );
}

/** Whether a setting is a message. */
export function isBody(value: unknown): value is MessageBody {
  return typeof value === "object" && value !== null && "type" in value && value.type === "doc";
}

/** Every message in a step, however deep it stands, as text. */
export function textsIn(value: unknown): string[] {
  if (isBody(value)) return [bodyToText(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every variable's name in the messages of a step, however deep they stand. */
export function variablesSaid(value: unknown): string[] {
  if (isBody(value)) return variablesIn(value);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(variablesSaid) : [];
}

/** Nothing but white space. */
export function isBlank(body: MessageBody | undefined): boolean {
  return !body || bodyToText(body).trim() === "";
}
