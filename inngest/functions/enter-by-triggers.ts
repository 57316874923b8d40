import { inngest } from "@/inngest/client";
import { eachWorkspace } from "@/inngest/functions/each-workspace";
import { enterByTriggers } from "@/server/campaigns/triggers/enter-by-triggers";
import { findTriggered } from "@/server/campaigns/triggers/find-triggered";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Within ten minutes of an invoice's mark or a broken promise its debtor is in. */
export const enterTriggered = inngest.createFunction(
  { id: "enter-by-triggers", retries: 0, concurrency: 1, triggers: [{ cron: "*/10 * * * *" }] },
  async ({ step }) =>
    step.run("enter", async () => {
      let entered = 0;
      const triggered = (await findTriggered()).map((tenantId) => ({ tenantId }));
      await eachWorkspace(triggered, "enter by triggers", async ({ tenantId }) => {
        entered += (await enterByTriggers(await systemContext(tenantId, "triggers"))).entered;
      });
      return { entered };
    }),
);
