import { inngest } from "@/inngest/client";
import { enterByTriggers } from "@/server/campaigns/triggers/enter-by-triggers";
import { findTriggered } from "@/server/campaigns/triggers/find-triggered";
import { log } from "@/server/log";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Within ten minutes of an invoice's mark or a broken promise its debtor is in. */
export const enterTriggered = inngest.createFunction(
  { id: "enter-by-triggers", retries: 0, concurrency: 1, triggers: [{ cron: "*/10 * * * *" }] },
  async ({ step }) =>
    step.run("enter", async () => {
      let entered = 0;
      for (const tenantId of await findTriggered()) {
        try {
          entered += (await enterByTriggers(await systemContext(tenantId, "triggers"))).entered;
        } catch (error) {
          const type = error instanceof Error ? error.name : "unknown";
          log.error({ tenantId, err: { type, message: String(error) } }, "triggers failed");
        }
      }
      return { entered };
    }),
);
