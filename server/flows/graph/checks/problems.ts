// What can be wrong with a flow. Screens translate by `code`; `reason` is its plain English. Pure.
import { type Problem as Found, structureCodes } from "@/server/graphs/structure";

export const problemCodes = [
  ...structureCodes,
  "invalid_shape",
  "loop_without_bound",
  "setting_missing",
  "text_missing",
  "variable_unknown",
  "slot_maybe_empty",
  "slot_type_differs",
  "debt_before_verify",
  "voicemail_names_debt",
  "forbidden_words",
  "AI_DISCLOSURE_MISSING",
  "CALLER_MISSING",
  "RECORDING_NOTICE",
  "CONTENT_OPTOUT_MISSING",
  "COLLECTOR_NOTICE_MISSING",
  "confirm_missing",
  "path_twice",
  "path_incomplete",
  "digit_twice",
  "target_missing",
  "skill_unknown",
  "argument_missing",
  "argument_unknown",
  "skill_commits",
  "skill_ends",
  "offer_empty",
  "part_missing",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type Problem = Found<ProblemCode>;
