import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { carryOutSuite } from "@/server/flows/suites/carry-out-suite";
import { failSuite } from "@/server/flows/suites/end-suite";
import { resumeSilentSuites } from "@/server/flows/suites/resume-silent-suites";
import { systemContext } from "@/server/tenancy/workspace-context";
import { workQueue } from "@/server/wiring";
import { conversationModel, moderation } from "@/server/wiring/models";

/** Tries a conversation on personas; tried again it goes on with those that are not done. */
export const runRequestedSuite = inngest.createFunction(
  {
    id: "run-suite",
    triggers: [{ event: events.suiteRequested.name }],
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.suiteId" }, { limit: 4 }],
    onFailure: async ({ event }) => {
      const { tenantId, suiteId } = events.suiteRequested.schema.parse(event.data.event.data);
      await failSuite(await systemContext(tenantId, "suite"), { suiteId });
    },
  },
  async ({ event, step }) => {
    const { tenantId, suiteId, requestId } = events.suiteRequested.schema.parse(event.data);
    await step.run("run", async () =>
      carryOutSuite(
        await systemContext(tenantId, "suite", { requestId }),
        { suiteId },
        { model: conversationModel("sandbox"), moderation: moderation("sandbox") },
      ),
    );
  },
);

/** Announces suites again whose work was lost. */
export const sweepSuites = inngest.createFunction(
  { id: "sweep-suites", retries: 0, concurrency: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    await step.run("resume", () => resumeSilentSuites(workQueue()));
  },
);
