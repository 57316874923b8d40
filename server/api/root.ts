import { accountRouter } from "@/server/api/routers/account";
import { campaignsRouter } from "@/server/api/routers/campaigns";
import { clockRouter } from "@/server/api/routers/clock";
import { debtorsRouter } from "@/server/api/routers/debtors";
import { importsRouter } from "@/server/api/routers/imports";
import { invoicesRouter } from "@/server/api/routers/invoices";
import { journeysRouter } from "@/server/api/routers/journeys";
import { overviewRouter } from "@/server/api/routers/overview";
import { paymentsRouter } from "@/server/api/routers/payments";
import { touchesRouter } from "@/server/api/routers/touches";
import { auditRouter, membersRouter, workspacesRouter } from "@/server/api/routers/workspaces";
import { router } from "@/server/api/trpc";

export const appRouter = router({
  clock: clockRouter,
  touches: touchesRouter,
  campaigns: campaignsRouter,
  overview: overviewRouter,
  invoices: invoicesRouter,
  debtors: debtorsRouter,
  account: accountRouter,
  workspaces: workspacesRouter,
  members: membersRouter,
  audit: auditRouter,
  journeys: journeysRouter,
  payments: paymentsRouter,
  imports: importsRouter,
});

export type AppRouter = typeof appRouter;
