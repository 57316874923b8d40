// What can be wrong with a journey. Screens translate by `code`; `reason` is its plain English. Pure.
import type { Problem as Found, StructureCode } from "@/server/graphs/structure";

export type ProblemCode =
  | StructureCode
  | "invalid_shape"
  | "too_small"
  | "loop_without_wait"
  | "setting_missing"
  | "variable_unknown"
  | "variable_not_spoken"
  | "sms_too_long"
  | "signal_twice"
  | "signal_leaves"
  | "path_twice"
  | "rule_missing"
  | "currency_unknown"
  | "part_missing"
  | "target_missing"
  | "event_twice"
  | "event_invalid"
  | "text_missing"
  | "count_differs"
  | "rule_incomplete"
  | "rule_too_deep"
  | "result_unknown"
  | "url_invalid"
  | "change_incomplete"
  | "weekday_missing"
  | "hours_empty";

export type Problem = Found<ProblemCode>;
