import { inngest } from "@/inngest/client";
import { events, ofWorkspace } from "@/inngest/events";
import { eachWorkspace } from "@/inngest/functions/each-workspace";
import { enterByTriggers } from "@/server/campaigns/triggers/enter-by-triggers";
import { findTriggered } from "@/server/campaigns/triggers/find-triggered";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Within ten minutes of an invoice's mark or a broken promise its debtor is in; so is one whose event was not announced. */
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

/** At once after an event through the API on which a campaign begins. One run takes in all that came before it. */
export const enterOnApiEvent = inngest.createFunction(
  {
    id: "enter-on-api-event",
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }, { limit: 2 }],
    triggers: [{ event: events.apiEventRecorded.name }],
  },
  async ({ event, step }) => {
    const { tenantId, requestId } = ofWorkspace.parse(event.data);
    return step.run("enter", async () =>
      enterByTriggers(await systemContext(tenantId, "triggers", { requestId }), "api_event"),
    );
  },
);
