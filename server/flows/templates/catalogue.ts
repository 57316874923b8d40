import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import type { FlowTemplate } from "@/server/flows/templates/template";

/** The conversations that a new one can start from. */
export const flowTemplates: readonly FlowTemplate[] = [paymentReminder];
