import { disputeIntake } from "@/server/flows/templates/dispute-intake";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import { promiseFollowUp } from "@/server/flows/templates/promise-follow-up";
import type { FlowTemplate } from "@/server/flows/templates/template";

/** The conversations that a new one can start from, in the order they are offered. */
export const flowTemplates: readonly FlowTemplate[] = [paymentReminder, promiseFollowUp, disputeIntake];
