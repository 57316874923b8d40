import { expect, test } from "vitest";
import { draftOf, emptySkill, skillFrom } from "@/components/settings/own-skills/skill-draft";
import { createOwnSkillInput } from "@/server/flows/own-skills/contract";
import { ownSkillInput } from "@/server/flows/own-skills/testing/own-skill";

const skill = ownSkillInput("where_is_it");
const row = { ...skill, id: "skl_1", updatedAt: new Date(0), updatedBy: null, archivedAt: null };

test("what is shown of a skill and sent back unchanged is the same skill", () => {
  expect(skillFrom(draftOf(row))).toEqual(skill);
});

test("what is typed becomes what it is meant as", () => {
  const draft = draftOf(row);
  const typed = skillFrom({
    ...draft,
    seconds: "2,5",
    fields: draft.fields.map((field) =>
      field.name === "depot" ? { ...field, options: "Dallas\n\n Laredo \nDallas" } : field,
    ),
    results: draft.results.map((result) => (result.name === "pallets" ? { ...result, value: "3,5" } : result)),
  });
  expect(typed).toMatchObject({ timeoutMs: 2_500, sandboxAnswer: { pallets: 3.5 } });
  expect(typed?.parameters.properties.depot).toEqual({ type: "string", enum: ["Dallas", "Laredo"] });
});

test("two rows of one name, an empty form, and a number that is none are not sent", () => {
  const draft = draftOf(row);
  const twice = { ...draft, fields: [...draft.fields, ...draft.fields.slice(0, 1)] };
  expect(skillFrom(twice)).toBeUndefined();
  expect(createOwnSkillInput.safeParse(skillFrom(emptySkill)).success).toBe(false);
  const wrong = { ...draft, results: draft.results.map((result) => ({ ...result, value: "many" })) };
  expect(createOwnSkillInput.safeParse(skillFrom(wrong)).success).toBe(false);
});
