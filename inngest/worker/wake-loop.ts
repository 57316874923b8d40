// Beside the cron that is always there: where a worker lives, due enrollments are woken within a second of their time.
// The loop sleeps until the next due time or a NOTIFY; what it hears or finds it works off by the same verbs.
import pg from "pg";
import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import { announceSends, queuedTouches } from "@/inngest/functions/announce-due-work";
import { eachWorkspace } from "@/inngest/functions/each-workspace";
import type { WorkerLoop } from "@/inngest/worker/loop";
import { finishCampaigns } from "@/server/campaigns/change-campaign";
import { WAKE_CHANNEL } from "@/server/campaigns/signal-debtor";
import { type DueWork, findDueWork, nextDueAt } from "@/server/campaigns/waking/find-due-work";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { realClock } from "@/server/clock";
import { findDueWritten } from "@/server/conversations/written/find-due-written";
import type { Channel } from "@/server/journeys/graph/schema";
import { log } from "@/server/log";
import { systemContext } from "@/server/tenancy/workspace-context";
import { DueCursor } from "@/server/time/due-cursor";

/** The longest nap: how late something can be whose NOTIFY was lost. */
const NAP_MS_MAX = 1_000;
const HELD_MS = 250;
/** The same queue is not announced again while its last announcement is surely still at work. */
const ANNOUNCE_AGAIN_MS = 2_000;
/** What one workspace may take before the others have their turn: about a thousand wakes. */
const BATCHES_A_TURN = 4;
/** After something failed, so that a broken database is not hammered. */
const REST_MS = 5_000;

/** Starts the loop, with so many batches of a backlog at the database at once; `stop` waits for those at work. */
export async function startWakeLoop(databaseUrl: string, lanes: number): Promise<WorkerLoop> {
  const memory: Memory = { cursors: new Map(), announced: new Map(), left: new Set(), resting: new Map() };
  const nap = new Nap();
  let stopping = false;
  const listener = listen(databaseUrl, () => nap.end());

  const turn = async () => {
    const due = await findDueWork();
    let more = false;
    await eachWorkspace(due, "wake", async (work) => {
      if (stopping || isResting(memory, work.tenantId)) return;
      memory.resting.set(work.tenantId, performance.now() + REST_MS);
      more = (await workOff(work, memory, { lanes, goOn: () => !stopping })) || more;
      memory.resting.delete(work.tenantId);
    });
    await announceWritten(memory);
    if (stopping || more) return;
    await finishLeft(memory);
    const next = await nextDueAt();
    const ms = next === null ? NAP_MS_MAX : next.getTime() - realClock.now().getTime();
    // What is due already and still there is being worked off by somebody else.
    await nap.sleep(ms <= 0 ? HELD_MS : Math.min(ms, NAP_MS_MAX));
  };
  const running = (async () => {
    while (!stopping) {
      try {
        await turn();
      } catch (error) {
        log.error(
          { err: { type: error instanceof Error ? error.name : "unknown", message: String(error) } },
          "waking failed",
        );
        await nap.sleep(REST_MS);
      }
    }
  })();
  return {
    async stop() {
      stopping = true;
      nap.end();
      await running;
      await listener.close();
    },
  };
}

/** One workspace's turn; true when more is due than one turn takes. */
async function workOff(
  work: DueWork,
  memory: Memory,
  options: { lanes: number; goOn: () => boolean },
): Promise<boolean> {
  const { tenantId, mode } = work;
  const fresh = (kind: string) => (channel: Channel) => isFresh(memory, `${kind} ${channel} ${tenantId}`);
  const [dispatch, inDoubt] = [work.dispatch.filter(fresh("queued")), work.inDoubt.filter(fresh("doubt"))];
  await announceSends({ ...work, dispatch, inDoubt }, mode);
  if (!work.wake) return false;
  const ctx = await systemContext(tenantId, "wake");
  const cursor = memory.cursors.get(tenantId) ?? new DueCursor();
  memory.cursors.set(tenantId, cursor);
  const report = await wakeDue(ctx, { ...options, batchesMax: BATCHES_A_TURN, cursor });
  if (report.ended > 0) memory.left.add(tenantId);
  const channels = (["email", "sms", "voice"] as const).filter((channel) => report.queued[channel] > 0);
  // Of a backlog, one announcement takes what many slices queued.
  const told = report.more ? channels.filter(fresh("queued")) : channels;
  if (told.length > 0) await inngest.send(queuedTouches(tenantId, mode, told));
  if (report.errands) await inngest.send({ name: events.errandsDue.name, data: { tenantId } });
  return report.more;
}

/** Whoever wrote in a conversation is not left waiting for the sweep. */
async function announceWritten(memory: Memory) {
  const due = (await findDueWritten()).filter((tenantId) => isFresh(memory, `written ${tenantId}`));
  if (due.length > 0) await inngest.send(due.map((tenantId) => ({ name: events.writtenDue.name, data: { tenantId } })));
}

/** Ends the campaigns whose last enrollment may have left, once nothing presses. */
async function finishLeft(memory: Memory) {
  for (const tenantId of memory.left) {
    await finishCampaigns(await systemContext(tenantId, "wake"));
    memory.left.delete(tenantId);
  }
}

type Memory = {
  cursors: Map<string, DueCursor>;
  announced: Map<string, number>;
  /** Workspaces in which enrollments left their campaigns. */
  left: Set<string>;
  /** Those whose last turn failed, and until when they wait for the next. */
  resting: Map<string, number>;
};

function isResting({ resting }: Memory, tenantId: string): boolean {
  return performance.now() < (resting.get(tenantId) ?? 0);
}

function isFresh({ announced }: Memory, key: string): boolean {
  const now = performance.now();
  if (now - (announced.get(key) ?? Number.NEGATIVE_INFINITY) < ANNOUNCE_AGAIN_MS) return false;
  announced.set(key, now);
  return true;
}

/** A sleep that can be ended early, also before it began. */
class Nap {
  private wake: (() => void) | undefined;
  private ended = false;

  async sleep(ms: number): Promise<void> {
    if (!this.ended) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.ended = false;
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }
}

/** LISTEN on a connection of its own; lost, it is opened again, and until then the naps are short enough. */
function listen(databaseUrl: string, onNotify: () => void): { close(): Promise<void> } {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  const open = async () => {
    const connection = new pg.Client({ connectionString: databaseUrl });
    client = connection;
    const lost = () => {
      if (closed || client !== connection) return;
      client = undefined;
      retry = setTimeout(open, REST_MS);
    };
    connection.on("error", lost);
    connection.on("end", lost);
    connection.on("notification", onNotify);
    try {
      await connection.connect();
      await connection.query(`listen ${WAKE_CHANNEL}`);
    } catch {
      lost();
    }
  };
  void open();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
