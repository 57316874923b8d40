import { inngest } from "@/inngest/client";
import { events, ofWorkspace } from "@/inngest/events";
import { findUnsealedChains, sealDay } from "@/server/audit/sealing/seal-day";
import { sealLog } from "@/server/audit/sealing/seal-log";
import { log } from "@/server/log";
import { logSealing } from "@/server/wiring";

/** Every five minutes the log's new entries become links of their chains. */
export const sealNewEntries = inngest.createFunction(
  { id: "seal-log", retries: 0, concurrency: 1, triggers: [{ cron: "*/5 * * * *" }] },
  async ({ step }) => step.run("seal", () => sealLog(logSealing())),
);

/** Shortly after midnight, UTC, each chain that has grown is checked and its end signed. */
export const findChainsToSeal = inngest.createFunction(
  { id: "seal-days", retries: 0, concurrency: 1, triggers: [{ cron: "10 0 * * *" }] },
  async ({ step }) => {
    const found = await step.run("find", async () =>
      (await findUnsealedChains()).map((tenantId) => ({ name: events.logSealDue.name, data: { tenantId } })),
    );
    if (found.length > 0) await step.sendEvent("fan out", found);
    return { chains: found.length };
  },
);

export const sealChainOfDay = inngest.createFunction(
  { id: "seal-day", retries: 3, concurrency: 1, triggers: [{ event: events.logSealDue.name }] },
  async ({ event, step }) =>
    step.run("seal", async () => {
      const { tenantId } = ofWorkspace.parse(event.data);
      const sealed = await sealDay(tenantId, logSealing());
      if (sealed && sealed.problems > 0) {
        log.error({ tenantId, problems: sealed.problems }, "the audit log does not agree with its chain");
      }
      return sealed;
    }),
);
