// What can be wrong with a journey. Screens translate by `code`; `reason` is its plain English. Pure.

export type ProblemCode =
  | "invalid_shape"
  | "too_small"
  | "duplicate_node"
  | "start_missing"
  | "start_twice"
  | "exit_missing"
  | "edge_dangling"
  | "edge_into_start"
  | "port_unknown"
  | "port_taken"
  | "port_open"
  | "unreachable"
  | "never_ends"
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

export type Problem = {
  code: ProblemCode;
  nodeId?: string;
  /** Setting, port, variable or signal that the problem is about. */
  detail?: string;
  reason: string;
};
