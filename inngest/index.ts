// Every background function of the product, each in its own file under functions/.
import type { InngestFunction } from "inngest";
import { moveSandboxClock } from "@/inngest/functions/advance-clock";
import { applyImportFunction } from "@/inngest/functions/apply-import";
import { foldCampaignCounts, moveCampaignEnrollments, runCampaignSchedule } from "@/inngest/functions/campaigns";
import { checkImportFunction } from "@/inngest/functions/check-import";
import { dispatchCalls, dispatchEmail, dispatchSms } from "@/inngest/functions/dispatch-touches";
import { enterOnApiEvent, enterTriggered } from "@/inngest/functions/enter-by-triggers";
import { enterLaunchedCampaign } from "@/inngest/functions/enter-campaign";
import { judgeDuePromises, refreshUnknownLines } from "@/inngest/functions/judge-promises";
import { dropWhatIsOver, remindOfRights } from "@/inngest/functions/keep-and-drop";
import { purgeExpiredRows } from "@/inngest/functions/purge-expired";
import { catchUpPaymentEvents, reconcileOpenCheckouts } from "@/inngest/functions/reconcile-checkouts";
import { reportSandbox } from "@/inngest/functions/report-sandbox";
import { runDueErrands, sweepErrands } from "@/inngest/functions/run-errands";
import { runDueFollowups, sweepFollowups } from "@/inngest/functions/run-followups";
import { runRequestedSuite, sweepSuites } from "@/inngest/functions/run-suites";
import { runDueWritten, sweepWritten } from "@/inngest/functions/run-written";
import { findChainsToSeal, sealChainOfDay, sealNewEntries } from "@/inngest/functions/seal-log";
import { settleDoubtfulSends } from "@/inngest/functions/settle-in-doubt";
import { sweepDueWork } from "@/inngest/functions/sweep-due-work";
import { sweepImportsFunction } from "@/inngest/functions/sweep-imports";
import { sweepRecordings } from "@/inngest/functions/sweep-recordings";
import { wakeEnrollments } from "@/inngest/functions/wake-enrollments";

export const functions: InngestFunction.Any[] = [
  reportSandbox,
  judgeDuePromises,
  refreshUnknownLines,
  reconcileOpenCheckouts,
  catchUpPaymentEvents,
  enterLaunchedCampaign,
  runCampaignSchedule,
  moveCampaignEnrollments,
  foldCampaignCounts,
  wakeEnrollments,
  enterTriggered,
  enterOnApiEvent,
  runDueErrands,
  sweepErrands,
  runDueFollowups,
  sweepFollowups,
  runRequestedSuite,
  sweepSuites,
  runDueWritten,
  sweepWritten,
  sweepDueWork,
  settleDoubtfulSends,
  moveSandboxClock,
  dispatchEmail,
  dispatchSms,
  dispatchCalls,
  checkImportFunction,
  applyImportFunction,
  sweepImportsFunction,
  sweepRecordings,
  purgeExpiredRows,
  dropWhatIsOver,
  remindOfRights,
  sealNewEntries,
  findChainsToSeal,
  sealChainOfDay,
];
