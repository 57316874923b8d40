import { inngest } from "@/inngest/client";
import { events, ofWorkspace } from "@/inngest/events";
import { findDueFollowups } from "@/server/calls/followups/find-due-followups";
import { runFollowups } from "@/server/calls/followups/run-followups";
import { systemContext } from "@/server/tenancy/workspace-context";
import { followupPorts } from "@/server/wiring";

const FOLLOWUPS_A_RUN = 100;

/** Does what is to be done after one workspace's calls. */
export const runDueFollowups = inngest.createFunction(
  {
    id: "run-followups",
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }, { limit: 8 }],
    triggers: [{ event: events.followupsDue.name }],
  },
  async ({ event, step }) => {
    const { tenantId, requestId } = ofWorkspace.parse(event.data);
    const report = await step.run("run", async () => {
      const ctx = await systemContext(tenantId, "followups", { requestId });
      return runFollowups(ctx, followupPorts(ctx.mode), { followupsMax: FOLLOWUPS_A_RUN });
    });
    if (report.claimed >= FOLLOWUPS_A_RUN) {
      await step.sendEvent("rest", { name: events.followupsDue.name, data: { tenantId, requestId } });
    }
    return report;
  },
);

/** Calls that just ended, and retries whose time has come. */
export const sweepFollowups = inngest.createFunction(
  { id: "sweep-followups", retries: 0, concurrency: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const tenants = await step.run("find", () => findDueFollowups());
    const due = tenants.map((tenantId) => ({ name: events.followupsDue.name, data: { tenantId } }));
    if (due.length > 0) await step.sendEvent("fan out", due);
    return { announced: due.length };
  },
);
