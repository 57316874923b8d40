import type { ZodError } from "zod";
import type { SkillOutcome } from "@/server/flows/skills/run-skill";

export function failed(code: string, message: string): SkillOutcome {
  return { ok: false, error: { code, message: message.slice(0, 500) } };
}

/** What is wrong with arguments, in a sentence. */
export function reasonOf(error: ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "arguments"}: ${issue.message}`.slice(0, 500) : "";
}
