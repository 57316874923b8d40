import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { doubtfulSends, queuedTouches } from "@/inngest/functions/announce-due-work";
import {
  findDueWork,
  findLaunching,
  findMovingClocks,
  findScheduled,
  findUnfinishedMoves,
} from "@/server/campaigns/waking/find-due-work";
import { systemContext } from "@/server/tenancy/workspace-context";

/** Always there: whatever an announcement missed is found within a minute. Finds and fans out, does nothing itself. */
export const sweepDueWork = inngest.createFunction(
  { id: "sweep-due-work", retries: 0, concurrency: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const found = await step.run("find", async () => {
      const due = await findDueWork();
      const sends = await Promise.all(
        due.map(async (work) => {
          const { mode } = await systemContext(work.tenantId, "sweep");
          return [
            ...(work.wake ? [{ name: events.enrollmentsDue.name, data: { tenantId: work.tenantId } }] : []),
            ...queuedTouches(work.tenantId, mode, work.dispatch),
            ...doubtfulSends(work.tenantId, mode, work.inDoubt),
          ];
        }),
      );
      const launching = (await findLaunching()).map((data) => ({ name: events.campaignLaunched.name, data }));
      const scheduled = (await findScheduled()).map((tenantId) => ({
        name: events.scheduleDue.name,
        data: { tenantId },
      }));
      const moves = (await findUnfinishedMoves()).map((data) => ({ name: events.moveStarted.name, data }));
      // A run that lives makes this one superfluous: it finds its target gone. Only a move to a campaign's end is that
      // far away.
      const clocks = (await findMovingClocks()).map(({ tenantId, at, targetAt }) => ({
        name: events.clockMoved.name,
        data: { tenantId, targetAt: targetAt.toISOString(), ...(isFar(at, targetAt) && { untilEnd: {} }) },
        id: `clock:${tenantId}:${at.toISOString()}:${targetAt.toISOString()}`,
      }));
      return [...sends.flat(), ...launching, ...scheduled, ...moves, ...clocks];
    });
    if (found.length > 0) await step.sendEvent("fan out", found);
    return { announced: found.length };
  },
);

function isFar(at: Date, targetAt: Date): boolean {
  return targetAt.getTime() - at.getTime() > 400 * 86_400_000;
}
