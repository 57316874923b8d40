// What the skills are called. Pure.
import { z } from "zod";

const skillNames = [
  "look_up_account",
  "list_invoices",
  "record_promise",
  "send_pay_link",
  "send_document",
  "open_dispute",
  "propose_plan",
  "schedule_callback",
  "update_contact",
  "do_not_call",
  "transfer",
  "end",
] as const;
export const skillName = z.enum(skillNames);
export type SkillName = (typeof skillNames)[number];
