// Skills that touch nothing: what they would answer, so that a flow can be tried without a workspace. Pure.
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
  return { ok: true, result: ours.success ? answers[ours.data](facts) : (own[name]?.sandboxAnswer ?? {}) };
}

export function failure(code: string, message: string): Outcome {
  return { ok: false, error: { code, message } };
}

const answers: Record<SkillName, (facts: ConversationFacts) => Record<string, unknown>> = {
  look_up_account: ({ money }) => ({ money }),
  list_invoices: ({ money }) => ({ invoices: money.invoices }),
  record_promise: () => ({ promised: true }),
  send_pay_link: () => ({ sent: true }),
  send_document: () => ({ sent: true }),
  open_dispute: () => ({ opened: true }),
  propose_plan: () => ({ noted: true }),
  schedule_callback: () => ({ scheduled: true }),
  update_contact: () => ({ updated: true }),
  do_not_call: () => ({ stopped: true }),
  transfer: () => ({}),
  end: () => ({}),
};
