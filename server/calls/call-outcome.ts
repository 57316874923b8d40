// What came of a call where more than one thing did: what binds whoever calls next weighs most. Pure.
import type { CallOutcome } from "@/server/calls/contract";

const weight: Record<CallOutcome, number> = {
  nothing: 0,
  pay_link: 1,
  callback: 2,
  promise: 3,
  dispute: 4,
  wants_person: 5,
  wrong_person: 6,
  stop: 7,
};

export function weightier(known: CallOutcome | null, next: CallOutcome): CallOutcome {
  return known !== null && weight[known] > weight[next] ? known : next;
}
