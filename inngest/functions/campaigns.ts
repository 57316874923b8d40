import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { eachWorkspace } from "@/inngest/functions/each-workspace";
import { moveEnrollments } from "@/server/campaigns/moves/move-enrollments";
import { foldStepCounts } from "@/server/campaigns/progress/step-counts";
import { runSchedule } from "@/server/campaigns/run-schedule";
import { allWorkspaces } from "@/server/tenancy/all-workspaces";
import { systemContext } from "@/server/tenancy/workspace-context";
import { channelPorts } from "@/server/wiring";

/** Starts and ends a workspace's campaigns by their calendar. */
export const runCampaignSchedule = inngest.createFunction(
  {
    id: "run-campaign-schedule",
    retries: 5,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }],
    triggers: [{ event: events.scheduleDue.name }],
  },
  async ({ event, step }) => {
    const { tenantId, requestId } = events.scheduleDue.schema.parse(event.data);
    return step.run("run", async () => {
      const ctx = await systemContext(tenantId, "schedule", { requestId });
      return runSchedule(ctx, channelPorts(ctx.mode));
    });
  },
);

/** Moves those inside a campaign, page by page; cut off, it goes on where it stopped. */
export const moveCampaignEnrollments = inngest.createFunction(
  {
    id: "move-enrollments",
    retries: 5,
    concurrency: [{ limit: 1, key: "event.data.campaignId" }],
    triggers: [{ event: events.moveStarted.name }],
  },
  async ({ event, step }) => {
    const { tenantId, campaignId, requestId } = events.moveStarted.schema.parse(event.data);
    return step.run("move", async () =>
      moveEnrollments(await systemContext(tenantId, "move", { requestId }), { campaignId }),
    );
  },
);

/** Keeps the counts of campaigns' steps short. */
export const foldCampaignCounts = inngest.createFunction(
  { id: "fold-campaign-counts", retries: 0, concurrency: 1, triggers: [{ cron: "*/10 * * * *" }] },
  async ({ step }) =>
    step.run("fold", async () => {
      let folded = 0;
      await eachWorkspace(await allWorkspaces(), "fold counts", async ({ tenantId }) => {
        folded += (await foldStepCounts(await systemContext(tenantId, "fold counts"))).folded;
      });
      return { folded };
    }),
);
