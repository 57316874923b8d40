import { inngest } from "@/inngest/client";
import { events, ofWorkspace } from "@/inngest/events";
import { findDueWritten } from "@/server/conversations/written/find-due-written";
import { runWritten } from "@/server/conversations/written/run-written";
import { systemContext } from "@/server/tenancy/workspace-context";
import { writtenPorts } from "@/server/wiring";

const TURNS_A_RUN = 100;

/** Goes on with one workspace's conversations in messages. */
export const runDueWritten = inngest.createFunction(
  {
    id: "run-written",
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }, { limit: 8 }],
    triggers: [{ event: events.writtenDue.name }],
  },
  async ({ event, step }) => {
    const { tenantId, requestId } = ofWorkspace.parse(event.data);
    const report = await step.run("run", async () => {
      const ctx = await systemContext(tenantId, "written", { requestId });
      return runWritten(ctx, writtenPorts(ctx.mode), { turnsMax: TURNS_A_RUN });
    });
    if (report.claimed >= TURNS_A_RUN) {
      await step.sendEvent("rest", { name: events.writtenDue.name, data: { tenantId, requestId } });
    }
    return report;
  },
);

/** Whoever fell silent, and messages whose announcement was lost. */
export const sweepWritten = inngest.createFunction(
  { id: "sweep-written", retries: 0, concurrency: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const tenants = await step.run("find", () => findDueWritten());
    const due = tenants.map((tenantId) => ({ name: events.writtenDue.name, data: { tenantId } }));
    if (due.length > 0) await step.sendEvent("fan out", due);
    return { announced: due.length };
  },
);
