// What the doors of a workspace's own skills take and give. Browser safe.
import { z } from "zod";
import { type OwnSkill, ownSkill, ownSkillName, type PlainValue, readAnswer } from "@/server/flows/skills/own-skill";
import { publicId } from "@/server/public-ids";
import { isPublicUrl } from "@/server/public-url";

const ownSkillId = publicId("ownSkill");
const url = z
  .string()
  .trim()
  .max(2_000)
  .refine(isPublicUrl, "The address must be https, of a public host, without a name or password in it.");
const changeable = { ...ownSkill.shape, url };

export const ownSkillInput = z.object({ ownSkillId });
/** The name is what steps call it by, and stays. */
export const createOwnSkillInput = z.object({ name: ownSkillName, ...changeable }).transform(answering);
export const changeOwnSkillInput = z.object({ ownSkillId, ...changeable }).transform(answering);
export const tryOwnSkillInput = z.object({ ownSkillId, args: z.record(z.string(), z.unknown()) });

/** Its own answer for where nobody is called has every field that it says an answer has, and no other. */
function answering<Input extends Pick<OwnSkill, "results" | "sandboxAnswer">>(input: Input, context: z.RefinementCtx) {
  const answer = readAnswer(input.sandboxAnswer, input.results);
  if ("result" in answer) return { ...input, sandboxAnswer: answer.result };
  const message = `"${answer.missing}" is missing, or of another type.`;
  context.addIssue({ code: "custom", path: ["sandboxAnswer"], message });
  return z.NEVER;
}

export type CreateOwnSkillInput = z.output<typeof createOwnSkillInput>;
export type ChangeOwnSkillInput = z.output<typeof changeOwnSkillInput>;
export type TryOwnSkillInput = z.output<typeof tryOwnSkillInput>;

export type OwnSkillRow = OwnSkill & {
  id: string;
  name: string;
  url: string;
  updatedAt: Date;
  updatedBy: string | null;
  archivedAt: Date | null;
};

/** How a try went: what may be said of the answer, or what the flow's step would be told. */
export type TriedSkill =
  | { ok: true; result: Record<string, PlainValue>; isCalled: boolean }
  | { ok: false; code: string; detail: string };
