// How a conversation ends where no step says it: by what was said, what happened to the line, or a flow that leads nowhere.
export const ownOutcomes = [
  "stopped",
  "wrong_person",
  "attorney",
  "bankruptcy",
  "deceased",
  "hardship",
  "abuse",
  "threat",
  "disputed",
  "wants_person",
  "paid",
  "too_long",
  "they_left",
  "notice_not_heard",
  "fax",
  "ended_by_supervisor",
  "flow_broken",
  "hung_up",
  "ended",
  "line_lost",
] as const;
export type OwnOutcome = (typeof ownOutcomes)[number];
