import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { systemContext } from "@/server/tenancy/workspace-context";
import { settleInDoubt } from "@/server/touches/dispatch/settle-in-doubt";
import { channelRoutes, dispatchTools } from "@/server/wiring";

/** Asks the vendor about sends whose worker died or was told nothing. */
export const settleDoubtfulSends = inngest.createFunction(
  {
    id: "settle-in-doubt",
    retries: 2,
    concurrency: [
      { limit: 1, key: "event.data.tenantId + event.data.channel" },
      { limit: 2, key: "event.data.provider" },
    ],
    triggers: [{ event: events.sendInDoubt.name }],
  },
  async ({ event, step }) => {
    const { tenantId, channel, requestId } = events.sendInDoubt.schema.parse(event.data);
    return step.run("settle", async () => {
      const ctx = await systemContext(tenantId, "settle", { requestId });
      return settleInDoubt(ctx, channelRoutes(ctx.mode)[channel], dispatchTools());
    });
  },
);
