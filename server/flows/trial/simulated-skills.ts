// Skills that touch nothing: what they would answer, so that a flow can be tried without a workspace. Pure.
import { missingPartReasons } from "@/server/flows/graph/availability";
import type { EventOf } from "@/server/flows/interpreter/events";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import { contractOf } from "@/server/flows/skills/contracts";
import { type SkillName, skillName } from "@/server/flows/skills/names";
import type { OwnSkills } from "@/server/flows/skills/own-skill";

type Outcome = EventOf<"skill_done">["outcome"];

/** The skill's answer; arguments that do not fit are refused as the real ones refuse them. */
export function simulateSkill(
  name: string,
  args: Record<string, unknown>,
  facts: ConversationFacts,
  own: OwnSkills = {},
): Outcome {
  const contract = contractOf(name, own);
  if (!contract) return failure("UNKNOWN_SKILL", `There is no skill "${name}".`);
  const parsed = contract.input.safeParse(args);
  if (!parsed.success) return failure("INVALID_ARGUMENTS", parsed.error.issues[0]?.message ?? "");
  const ours = skillName.safeParse(name);
  if (!ours.success) return { ok: true, result: own[name]?.sandboxAnswer ?? {} };
  if (ours.data === "send_document") return failure("PRECONDITION", missingPartReasons.documents);
  return { ok: true, result: answers[ours.data](facts) };
}

export function failure(code: string, message: string): Outcome {
  return { ok: false, error: { code, message } };
}

const answers: Record<Exclude<SkillName, "send_document">, (facts: ConversationFacts) => Record<string, unknown>> = {
  look_up_account: ({ money }) => ({ money }),
  list_invoices: ({ money }) => ({ invoices: money.invoices }),
  record_promise: () => ({ promised: true }),
  send_pay_link: () => ({ sent: true }),
  open_dispute: () => ({ opened: true }),
  propose_plan: () => ({ noted: true }),
  schedule_callback: () => ({ scheduled: true }),
  update_contact: () => ({ updated: true }),
  do_not_call: () => ({ stopped: true }),
  transfer: () => ({}),
  end: () => ({}),
};
