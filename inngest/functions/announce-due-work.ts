// From what is due to the events that get it done. Shared by the sweep, the waking function and the worker's loop.
import { inngest } from "@/inngest/client";
import { events } from "@/inngest/events";
import type { DueWork } from "@/server/campaigns/waking/find-due-work";
import type { Channel } from "@/server/journeys/graph/schema";
import { channelRoutes } from "@/server/wiring";

const queuedEvents: Record<Channel, string> = {
  email: events.emailQueued.name,
  sms: events.smsQueued.name,
  voice: events.callQueued.name,
};

/** The events for queued touches of these channels. */
export function queuedTouches(tenantId: string, mode: "live" | "sandbox", channels: readonly Channel[]) {
  return channels.map((channel) => ({
    name: queuedEvents[channel],
    data: { tenantId, provider: channelRoutes(mode)[channel].port.name },
  }));
}

/** The events for sends in doubt. */
export function doubtfulSends(tenantId: string, mode: "live" | "sandbox", channels: readonly Channel[]) {
  return channels.map((channel) => ({
    name: events.sendInDoubt.name,
    data: { tenantId, provider: channelRoutes(mode)[channel].port.name, channel },
  }));
}

/** Sends the events of one workspace's due work, but for its waking. */
export async function announceSends(work: DueWork, mode: "live" | "sandbox"): Promise<void> {
  const all = [
    ...queuedTouches(work.tenantId, mode, work.dispatch),
    ...doubtfulSends(work.tenantId, mode, work.inDoubt),
  ];
  if (all.length > 0) await inngest.send(all);
}
