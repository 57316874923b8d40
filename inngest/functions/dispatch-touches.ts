// The channel steps: one function a channel, a batch of touches an event. A workspace's batches of a channel run one
// after another; a vendor is shared fairly and not overrun.
import { inngest } from "@/inngest/client";
import { events, ofChannel } from "@/inngest/events";
import { env } from "@/server/env";
import type { Channel } from "@/server/journeys/graph/schema";
import { callTurns } from "@/server/numbers/queue/call-turns";
import { systemContext } from "@/server/tenancy/workspace-context";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { channelRoutes, dispatchTools, sandboxVendors } from "@/server/wiring";

const TOUCHES_A_RUN = 1_000;
/** Live calls take turns at the vendor, and so do workspaces: a run places a few, then the next workspace's begins. */
const CALLS_A_RUN = 10;
/** Calls to a vendor at once: what their documentation lets one account do, with room to spare. */
const atOnce: Record<Channel, number> = { email: 48, sms: 32, voice: 8 };

const dispatch = (channel: Channel, event: { name: string }, batchesAMinute: number) =>
  inngest.createFunction(
    {
      id: `dispatch-${channel}`,
      retries: 3,
      concurrency: [
        { limit: 1, key: "event.data.tenantId" },
        { limit: 4, key: "event.data.provider" },
      ],
      throttle: { limit: batchesAMinute, period: "1m", burst: 10, key: "event.data.provider" },
      triggers: [{ event: event.name }],
    },
    async ({ event: received, step }) => {
      const { tenantId, provider, requestId } = ofChannel.parse(received.data);
      const report = await step.run("send", async () => {
        const ctx = await systemContext(tenantId, "dispatch", { requestId });
        const lanes = env().WORKER_BATCHES_AT_ONCE;
        const route = channelRoutes(ctx.mode)[channel];
        const isPaced = channel === "voice" && ctx.mode === "live";
        const touchesMax = isPaced ? CALLS_A_RUN : TOUCHES_A_RUN;
        const turns = isPaced ? callTurns(route.port.name, env().TWILIO_CALLS_PER_SECOND) : undefined;
        const options = { touchesMax, concurrency: atOnce[channel], lanes, turns };
        const sent = await dispatchTouches(ctx, route, dispatchTools(), options);
        if (ctx.mode === "sandbox") await sandboxVendors.report(ctx);
        return { ...sent, isFull: sent.claimed >= touchesMax };
      });
      if (report.isFull) {
        await step.sendEvent("rest", { name: event.name, data: { tenantId, provider, requestId } });
      }
      return report;
    },
  );

export const dispatchEmail = dispatch("email", events.emailQueued, 600);
export const dispatchSms = dispatch("sms", events.smsQueued, 600);
export const dispatchCalls = dispatch("voice", events.callQueued, 300);
