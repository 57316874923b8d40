import { inngest } from "@/inngest/client";
import { eachWorkspace } from "@/inngest/functions/each-workspace";
import { runRetention } from "@/server/retention/run-retention";
import { remindOfRequests } from "@/server/rights/requests/remind-of-requests";
import { allWorkspaces } from "@/server/tenancy/all-workspaces";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Every night, a bounded amount a workspace: what has been kept long enough goes. */
export const dropWhatIsOver = inngest.createFunction(
  { id: "run-retention", retries: 0, concurrency: 1, triggers: [{ cron: "25 2 * * *" }] },
  async ({ step }) =>
    step.run("drop", async () => {
      let workspaces = 0;
      await eachWorkspace(await allWorkspaces(), "retention", async ({ tenantId }) => {
        await runRetention(await systemContext(tenantId, "retention"));
        workspaces += 1;
      });
      return { workspaces };
    }),
);

/** Every hour: a request of a person that is due soon, or late, is put before somebody. */
export const remindOfRights = inngest.createFunction(
  { id: "remind-of-rights", retries: 0, concurrency: 1, triggers: [{ cron: "5 * * * *" }] },
  async ({ step }) =>
    step.run("remind", async () => {
      const total = { due: 0, overdue: 0 };
      await eachWorkspace(await allWorkspaces(), "privacy requests", async ({ tenantId }) => {
        const { due, overdue } = await remindOfRequests(await systemContext(tenantId, "privacy requests"));
        total.due += due;
        total.overdue += overdue;
      });
      return total;
    }),
);
