// A skill while it is typed: rows of text, and what they amount to. Pure.
import type { OwnSkillRow } from "@/server/flows/own-skills/contract";
import type { OwnSkill, PlainValue, SkillParameter } from "@/server/flows/skills/own-skill";

export const fieldTypes = ["string", "number", "boolean", "date", "enum"] as const;
export type FieldType = (typeof fieldTypes)[number];
export const resultTypes = ["string", "number", "boolean", "date"] as const;
type ResultType = (typeof resultTypes)[number];

/** `key`: which row it is, whatever stands in it. */
export type FieldDraft = {
  key: string;
  name: string;
  type: FieldType;
  /** Of a choice, one a line. */
  options: string;
  description: string;
  isRequired: boolean;
};
/** `value`: what it is where nobody is called. */
export type ResultDraft = { key: string; name: string; type: ResultType; value: string };
export type SkillDraft = {
  name: string;
  description: string;
  url: string;
  seconds: string;
  fields: FieldDraft[];
  results: ResultDraft[];
};

export const emptyField = (key: string): FieldDraft => ({
  key,
  name: "",
  type: "string",
  options: "",
  description: "",
  isRequired: true,
});
export const emptyResult = (key: string): ResultDraft => ({ key, name: "", type: "string", value: "" });

export const emptySkill: SkillDraft = {
  name: "",
  description: "",
  url: "",
  seconds: "5",
  fields: [emptyField("first")],
  results: [emptyResult("first")],
};

export function draftOf(skill: OwnSkillRow): SkillDraft {
  const { properties, required } = skill.parameters;
  return {
    name: skill.name,
    description: skill.description,
    url: skill.url,
    seconds: String(skill.timeoutMs / 1_000),
    fields: Object.entries(properties).map(([name, of]) => ({
      key: name,
      name,
      type: typeOf(of),
      options: "enum" in of ? of.enum.join("\n") : "",
      description: of.description ?? "",
      isRequired: required.includes(name),
    })),
    results: Object.entries(skill.results).map(([name, type]) => ({
      key: name,
      name,
      type,
      value: String(skill.sandboxAnswer[name] ?? ""),
    })),
  };
}

export function typeOf(parameter: SkillParameter): FieldType {
  if ("enum" in parameter) return "enum";
  return "format" in parameter ? "date" : parameter.type;
}

/** What is sent, whether it is right or not. Two rows of one name are no skill: undefined. */
export function skillFrom(draft: SkillDraft): (OwnSkill & { name: string; url: string }) | undefined {
  const names = (rows: { name: string }[]) => new Set(rows.map(({ name }) => name.trim())).size === rows.length;
  if (!names(draft.fields) || !names(draft.results)) return undefined;
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    url: draft.url.trim(),
    timeoutMs: Math.round(Number(draft.seconds.replace(",", ".")) * 1_000),
    parameters: {
      type: "object",
      properties: Object.fromEntries(draft.fields.map((field) => [field.name.trim(), parameterOf(field)])),
      required: draft.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name.trim()),
      additionalProperties: false,
    },
    results: Object.fromEntries(draft.results.map(({ name, type }) => [name.trim(), type])),
    sandboxAnswer: Object.fromEntries(
      draft.results.map(({ name, type, value }) => [name.trim(), typedValue(type, value)]),
    ),
  };
}

function parameterOf({ type, options, description }: FieldDraft): SkillParameter {
  const about = description.trim() === "" ? {} : { description: description.trim() };
  if (type === "date") return { type: "string", format: "date", ...about };
  if (type !== "enum") return { type, ...about };
  const choices = options.split("\n").map((option) => option.trim());
  return { type: "string", enum: [...new Set(choices.filter((option) => option !== ""))], ...about };
}

/** A typed value as it is sent; what is no number stays what it is, and is refused. */
export function typedValue(type: FieldType, text: string): PlainValue {
  if (type === "boolean" && text !== "") return text === "true";
  const number = Number(text.replace(",", "."));
  return type === "number" && text.trim() !== "" && Number.isFinite(number) ? number : text.trim();
}
