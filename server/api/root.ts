import { accountRouter } from "@/server/api/routers/account";
import { debtorsRouter } from "@/server/api/routers/debtors";
import { invoicesRouter } from "@/server/api/routers/invoices";
import { journeysRouter } from "@/server/api/routers/journeys";
import { overviewRouter } from "@/server/api/routers/overview";
import { auditRouter, membersRouter, workspacesRouter } from "@/server/api/routers/workspaces";
import { router } from "@/server/api/trpc";

export const appRouter = router({
  overview: overviewRouter,
  invoices: invoicesRouter,
  debtors: debtorsRouter,
  account: accountRouter,
  workspaces: workspacesRouter,
  members: membersRouter,
  audit: auditRouter,
  journeys: journeysRouter,
});

export type AppRouter = typeof appRouter;
