// What the policy calls a touch's purpose. Pure.
import type { Purpose } from "@/server/policy/contract";
import type { TouchPurpose } from "@/server/touches/contract";

/** To the policy an answer is a service that the debtor asked for: hours and stops bind it, caps on chasing do not. */
export const policyPurpose = (purpose: TouchPurpose): Purpose => (purpose === "answer" ? "service" : purpose);
