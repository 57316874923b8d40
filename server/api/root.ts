import { accountRouter } from "@/server/api/routers/account";
import { apiKeysRouter } from "@/server/api/routers/api-keys";
import { callsRouter } from "@/server/api/routers/calls";
import { campaignsRouter } from "@/server/api/routers/campaigns";
import { clockRouter } from "@/server/api/routers/clock";
import { consentsRouter } from "@/server/api/routers/consents";
import { contactRulesRouter } from "@/server/api/routers/contact-rules";
import { debtorsRouter } from "@/server/api/routers/debtors";
import { disputesRouter } from "@/server/api/routers/disputes";
import { flowsRouter } from "@/server/api/routers/flows";
import { importsRouter } from "@/server/api/routers/imports";
import { invoicesRouter } from "@/server/api/routers/invoices";
import { journeysRouter } from "@/server/api/routers/journeys";
import { numbersRouter } from "@/server/api/routers/numbers";
import { optOutsRouter } from "@/server/api/routers/opt-outs";
import { overviewRouter } from "@/server/api/routers/overview";
import { ownSkillsRouter } from "@/server/api/routers/own-skills";
import { paymentsRouter } from "@/server/api/routers/payments";
import { promisesRouter } from "@/server/api/routers/promises";
import { registriesRouter } from "@/server/api/routers/registries";
import { retentionRouter, rightsRouter } from "@/server/api/routers/rights";
import { sandboxRouter } from "@/server/api/routers/sandbox";
import { simulationsRouter } from "@/server/api/routers/simulations";
import { touchesRouter } from "@/server/api/routers/touches";
import { auditRouter, membersRouter, workspacesRouter } from "@/server/api/routers/workspaces";
import { router } from "@/server/api/trpc";

export const appRouter = router({
  sandbox: sandboxRouter,
  promises: promisesRouter,
  disputes: disputesRouter,
  optOuts: optOutsRouter,
  contactRules: contactRulesRouter,
  consents: consentsRouter,
  registries: registriesRouter,
  rights: rightsRouter,
  retention: retentionRouter,
  clock: clockRouter,
  simulations: simulationsRouter,
  touches: touchesRouter,
  calls: callsRouter,
  campaigns: campaignsRouter,
  overview: overviewRouter,
  invoices: invoicesRouter,
  debtors: debtorsRouter,
  account: accountRouter,
  workspaces: workspacesRouter,
  members: membersRouter,
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  journeys: journeysRouter,
  flows: flowsRouter,
  ownSkills: ownSkillsRouter,
  numbers: numbersRouter,
  payments: paymentsRouter,
  imports: importsRouter,
});

export type AppRouter = typeof appRouter;
