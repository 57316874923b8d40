import { brokerShortPay } from "@/server/journeys/templates/broker-short-pay";
import { gentleKeyAccount } from "@/server/journeys/templates/gentle-key-account";
import { preDueReminder } from "@/server/journeys/templates/pre-due-reminder";
import { promiseFollowUp } from "@/server/journeys/templates/promise-follow-up";
import { smallBalancesBySms } from "@/server/journeys/templates/small-balances-by-sms";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

/** The journeys a workspace can start from, in the order they are offered. */
export const journeyTemplates: readonly JourneyTemplate[] = [
  standardFreightEscalation,
  gentleKeyAccount,
  brokerShortPay,
  smallBalancesBySms,
  promiseFollowUp,
  preDueReminder,
];
