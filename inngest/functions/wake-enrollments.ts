import { inngest } from "@/inngest/client";
import { events, ofWorkspace } from "@/inngest/events";
import { queuedTouches } from "@/inngest/functions/announce-due-work";
import { finishCampaigns } from "@/server/campaigns/change-campaign";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import type { Channel } from "@/server/journeys/graph/schema";
import { systemContext } from "@/server/tenancy/workspace-context";

const BATCHES_A_RUN = 40;

/** Wakes what is due in one workspace; the worker's loop does the same within a second of its time. */
export const wakeEnrollments = inngest.createFunction(
  {
    id: "wake-enrollments",
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }, { limit: 2 }],
    triggers: [{ event: events.enrollmentsDue.name }],
  },
  async ({ event, step }) => {
    const { tenantId, requestId } = ofWorkspace.parse(event.data);
    const { report, mode } = await step.run("wake", async () => {
      const ctx = await systemContext(tenantId, "wake", { requestId });
      const report = await wakeDue(ctx, { batchesMax: BATCHES_A_RUN });
      if (report.woken > 0) await finishCampaigns(ctx);
      return { report, mode: ctx.mode };
    });
    const channels = (["email", "sms", "voice"] as const).filter((channel: Channel) => report.queued[channel] > 0);
    const next = queuedTouches(tenantId, mode, channels);
    const more = report.more ? [{ name: events.enrollmentsDue.name, data: { tenantId, requestId } }] : [];
    const errands = report.errands ? [{ name: events.errandsDue.name, data: { tenantId, requestId } }] : [];
    const all = [...next, ...more, ...errands];
    if (all.length > 0) await step.sendEvent("announce", all);
    return report;
  },
);
