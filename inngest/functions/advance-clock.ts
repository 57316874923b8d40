import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { advanceClock, stopClock } from "@/server/clock/advance-clock";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { systemContext } from "@/server/tenancy/workspace-context";
import { clockPorts } from "@/server/wiring";

const SLICE_MS = 10_000;
const SLICES_A_RUN = 60;

/** Moves a sandbox's clock in slices, each a durable step; the clock itself is the progress. */
export const moveSandboxClock = inngest.createFunction(
  {
    id: "advance-clock",
    retries: 3,
    concurrency: [{ limit: 1, key: "event.data.tenantId" }],
    triggers: [{ event: events.clockMoved.name }],
    onFailure: async ({ event, error }) => {
      const { tenantId } = events.clockMoved.schema.parse(event.data.event.data);
      log.error({ tenantId, err: { type: error.name, message: error.message } }, "the clock stopped");
      const ctx = await systemContext(tenantId, "clock");
      await stopClock(ctx, error instanceof DomainError ? error.code : "INTERNAL");
    },
  },
  async ({ event, step }) => {
    const data = events.clockMoved.schema.parse(event.data);
    for (let slice = 0; slice < SLICES_A_RUN; slice += 1) {
      const run = await step.run(`slice ${slice}`, async () => {
        const ctx = await systemContext(data.tenantId, "clock", { requestId: data.requestId });
        const end = performance.now() + SLICE_MS;
        const goOn = () => performance.now() < end;
        return advanceClock(ctx, new Date(data.targetAt), clockPorts(), { untilEnd: data.untilEnd, goOn });
      });
      if (run.state !== "more") return run;
    }
    await step.sendEvent("go on", { name: events.clockMoved.name, data });
    return { state: "more" };
  },
);
