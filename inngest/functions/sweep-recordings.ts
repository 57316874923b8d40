import { inngest } from "@/inngest/client";
import { closeLostRecordings, removeFiles } from "@/server/calls/audio/sweep-recordings";
import { realClock } from "@/server/clock";
import { fileStore } from "@/server/wiring";

/** Recordings whose process went away are closed, and files whose rows are gone are removed. */
export const sweepRecordings = inngest.createFunction(
  { id: "sweep-recordings", retries: 0, concurrency: 1, triggers: [{ cron: "*/10 * * * *" }] },
  async ({ step }) =>
    step.run("sweep", async () => {
      const store = fileStore();
      if (!store) return { closed: 0, removed: 0 };
      return { closed: await closeLostRecordings(store, realClock), removed: await removeFiles(store, realClock) };
    }),
);
