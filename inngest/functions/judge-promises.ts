import { inngest } from "@/inngest/client";
import { refreshLineTypes } from "@/server/debtors/refresh-line-types";
import { log } from "@/server/log";
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
      for (const { tenantId } of await allWorkspaces()) {
        const { kept, broken } = await judgePromises(await systemContext(tenantId, "promises"));
        total.kept += kept;
        total.broken += broken;
      }
      return total;
    }),
);

/** Phone lines that were not known when a campaign began. */
export const refreshUnknownLines = inngest.createFunction(
  { id: "refresh-line-types", retries: 0, concurrency: 1, triggers: [{ cron: "20 * * * *" }] },
  async ({ step }) =>
    step.run("refresh", async () => {
      let debtors = 0;
      for (const { tenantId, mode } of await allWorkspaces()) {
        try {
          debtors += await refreshLineTypes(await systemContext(tenantId, "line types"), channelPorts(mode).lookup);
        } catch (error) {
          log.warn({ tenantId, err: { type: error instanceof Error ? error.name : "unknown" } }, "lines not refreshed");
        }
      }
      return { debtors };
    }),
);
