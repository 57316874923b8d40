// A skill of a workspace's own: what it takes, as JSON schema, and what of its answer may be said. A published flow carries
// these of the skills it calls, so that a change of one changes no conversation that is held by an older version. Pure.
import { z } from "zod";
import { skillName } from "@/server/flows/skills/names";

/** No key that every object has: names are looked up in records. */
const isOrdinary = (name: string) => !(name in {});

/** What steps call it by. */
export const ownSkillName = z
  .string()
  .regex(/^[a-z_]{3,40}$/, "3 to 40 of a–z and “_”.")
  .refine((name) => isOrdinary(name) && !skillName.safeParse(name).success, "This name is taken by the product.");

const fieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "A letter, then at most 39 letters, digits and “_”.")
  .refine(isOrdinary, "This name is taken.");
const fieldsMax = 10;
const textMax = 500;

const description = z.string().trim().max(200).optional();
const parameter = z.union([
  z.strictObject({
    type: z.literal("string"),
    enum: z.array(z.string().trim().min(1).max(60)).min(1).max(20),
    description,
  }),
  z.strictObject({ type: z.literal("string"), format: z.literal("date"), description }),
  z.strictObject({ type: z.enum(["string", "number", "boolean"]), description }),
]);
export type SkillParameter = z.output<typeof parameter>;

/** A JSON schema, of a plain object with plain fields. */
export const skillParameters = z
  .strictObject({
    type: z.literal("object"),
    properties: z.record(fieldName, parameter),
    required: z.array(z.string()).max(fieldsMax),
    additionalProperties: z.literal(false),
  })
  .refine(({ properties }) => Object.keys(properties).length <= fieldsMax, `At most ${fieldsMax} fields.`)
  .refine(
    ({ properties, required }) => required.every((name) => Object.hasOwn(properties, name)),
    "A field that is required is not described.",
  );
export type SkillParameters = z.output<typeof skillParameters>;

const resultTypes = ["string", "number", "boolean", "date"] as const;
/** The fields that an answer must have, and that may be said; everything else of it is forgotten. */
const skillResults = z
  .record(fieldName, z.enum(resultTypes))
  .refine((results) => Object.keys(results).length <= fieldsMax, `At most ${fieldsMax} fields.`);
export type SkillResults = z.output<typeof skillResults>;

const plain = z.union([z.string().max(textMax), z.number(), z.boolean()]);
export type PlainValue = z.output<typeof plain>;

const timeoutMs = { min: 1_000, max: 20_000 } as const;

export const ownSkill = z.object({
  description: z.string().trim().min(1).max(300),
  parameters: skillParameters,
  results: skillResults,
  sandboxAnswer: z.record(fieldName, plain),
  timeoutMs: z.number().int().min(timeoutMs.min).max(timeoutMs.max),
});
export type OwnSkill = z.output<typeof ownSkill>;
export const ownSkills = z.record(ownSkillName, ownSkill);
export type OwnSkills = z.output<typeof ownSkills>;

/** What reads the arguments of a call. */
export function readerOf({ properties, required }: SkillParameters): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(properties).map(([name, of]) => {
        const type = typeOf(of);
        return [name, required.includes(name) ? type : type.optional()];
      }),
    ),
  );
}

function typeOf(of: SkillParameter): z.ZodType {
  if ("enum" in of) return z.enum(of.enum);
  if ("format" in of) return z.iso.date();
  if (of.type === "number") return z.number();
  return of.type === "boolean" ? z.boolean() : z.string().max(textMax);
}

const day = z.iso.date();

/** What may be said of an answer; or the name of a field that is not there, or is not what it should be. */
export function readAnswer(
  answer: unknown,
  results: SkillResults,
): { result: Record<string, PlainValue> } | { missing: string } {
  const result = resultsIn(answer, results);
  const missing = Object.keys(results).find((name) => !Object.hasOwn(result, name));
  return missing === undefined ? { result } : { missing };
}

function resultsIn(answer: unknown, results: SkillResults): Record<string, PlainValue> {
  if (typeof answer !== "object" || answer === null) return {};
  return Object.fromEntries(
    Object.entries(results).flatMap(([name, type]): [string, PlainValue][] => {
      const value = Object.hasOwn(answer, name) ? (answer as Record<string, unknown>)[name] : undefined;
      if (type === "number") return typeof value === "number" && Number.isFinite(value) ? [[name, value]] : [];
      if (type === "boolean") return typeof value === "boolean" ? [[name, value]] : [];
      if (typeof value !== "string" || (type === "date" && !day.safeParse(value).success)) return [];
      const text = value.replace(/\s+/g, " ").trim().slice(0, textMax);
      return text === "" ? [] : [[name, text]];
    }),
  );
}
