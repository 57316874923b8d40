import { inngest } from "@/inngest/client";
import { eachWorkspace } from "@/inngest/functions/each-workspace";
import { refreshLineTypes } from "@/server/debtors/refresh-line-types";
import { judgePromises } from "@/server/promises/judge-promises";
import { allWorkspaces } from "@/server/tenancy/all-workspaces";
import { systemContext } from "@/server/tenancy/workspace-context";
import { channelPorts } from "@/server/wiring";

/** Promises are judged within a quarter of an hour after their day is over in the workspace's zone. */
export const judgeDuePromises = inngest.createFunction(
  { id: "judge-promises", retries: 0, concurrency: 1, triggers: [{ cron: "*/15 * * * *" }] },
  async ({ step }) =>
    step.run("judge", async () => {
      const total = { kept: 0, broken: 0 };
      await eachWorkspace(await allWorkspaces(), "judge promises", async ({ tenantId }) => {
        const { kept, broken } = await judgePromises(await systemContext(tenantId, "promises"));
        total.kept += kept;
        total.broken += broken;
      });
      return total;
    }),
);

/** Phone lines that were not known when a campaign began. */
export const refreshUnknownLines = inngest.createFunction(
  { id: "refresh-line-types", retries: 0, concurrency: 1, triggers: [{ cron: "20 * * * *" }] },
  async ({ step }) =>
    step.run("refresh", async () => {
      let debtors = 0;
      await eachWorkspace(await allWorkspaces(), "refresh lines", async ({ tenantId, mode }) => {
        debtors += await refreshLineTypes(await systemContext(tenantId, "line types"), channelPorts(mode).lookup);
      });
      return { debtors };
    }),
);
