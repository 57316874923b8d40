import { inngest } from "@/inngest/client";
import { events, ofWorkspace } from "@/inngest/events";
import { findDueErrands } from "@/server/campaigns/effects/find-due-errands";
import { runErrands } from "@/server/campaigns/effects/run-errands";
import { systemContext } from "@/server/tenancy/workspace-context";
import { errandPorts } from "@/server/wiring";

const ERRANDS_A_RUN = 200;

/** Calls webhooks and mails the team for one workspace's journeys. */
export const runDueErrands = inngest.createFunction(
  {
    id: "run-errands",
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }, { limit: 8 }],
    triggers: [{ event: events.errandsDue.name }],
  },
  async ({ event, step }) => {
    const { tenantId, requestId } = ofWorkspace.parse(event.data);
    const report = await step.run("run", async () => {
      const ctx = await systemContext(tenantId, "errands", { requestId });
      return runErrands(ctx, errandPorts(ctx.mode), { errandsMax: ERRANDS_A_RUN });
    });
    if (report.claimed >= ERRANDS_A_RUN) {
      await step.sendEvent("rest", { name: events.errandsDue.name, data: { tenantId, requestId } });
    }
    return report;
  },
);

/** Retries whose time has come, and whatever an announcement missed. */
export const sweepErrands = inngest.createFunction(
  { id: "sweep-errands", retries: 0, concurrency: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const tenants = await step.run("find", () => findDueErrands());
    const due = tenants.map((tenantId) => ({ name: events.errandsDue.name, data: { tenantId } }));
    if (due.length > 0) await step.sendEvent("fan out", due);
    return { announced: due.length };
  },
);
