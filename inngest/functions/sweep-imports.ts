import { inngest } from "@/inngest/client";
import { resumeSilentImports } from "@/server/imports/applying/resume-silent-imports";
import { dropOldFiles } from "@/server/imports/uploading/drop-old-files";
import { workQueue } from "@/server/wiring";

/** Announces imports again whose work was lost, and drops files whose time is over. */
export const sweepImportsFunction = inngest.createFunction(
  { id: "sweep-imports", retries: 0, concurrency: 1, triggers: [{ cron: "*/5 * * * *" }] },
  async ({ step }) => {
    await step.run("resume", () => resumeSilentImports(workQueue()));
    await step.run("drop-old-files", () => dropOldFiles());
  },
);
