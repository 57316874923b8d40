import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { systemContext } from "@/server/tenancy/workspace-context";
import { channelPorts } from "@/server/wiring";

/** Takes a launched campaign's audience in; cut off, it goes on where it stopped. */
export const enterLaunchedCampaign = inngest.createFunction(
  {
    id: "enter-campaign",
    retries: 5,
    concurrency: [{ limit: 1, key: "event.data.campaignId" }],
    triggers: [{ event: events.campaignLaunched.name }],
  },
  async ({ event, step }) => {
    const { tenantId, campaignId, requestId } = events.campaignLaunched.schema.parse(event.data);
    const entered = await step.run("enter", async () => {
      const ctx = await systemContext(tenantId, "launch", { requestId });
      return enterCampaign(ctx, campaignId, channelPorts(ctx.mode));
    });
    await step.sendEvent("due", { name: events.enrollmentsDue.name, data: { tenantId, requestId } });
    return entered;
  },
);
