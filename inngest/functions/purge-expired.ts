import { inngest } from "@/inngest/client";
import { realClock } from "@/server/clock";
import { purgeExpired } from "@/server/retention/purge-expired";

/** Every hour a bounded amount, so that a long backlog goes away without ever holding a table up. */
export const purgeExpiredRows = inngest.createFunction(
  { id: "purge-expired", retries: 0, concurrency: 1, triggers: [{ cron: "40 * * * *" }] },
  async ({ step }) => step.run("purge", () => purgeExpired(realClock)),
);
