// How a touch's status may move: only up this ladder, so that reports in any order, late or twice, end the same. Pure.
import type { TouchStatus } from "@/server/touches/contract";

const rank: Record<TouchStatus, number> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  bounced: 6,
  refused: 9,
  cancelled: 9,
};

export type DeliveryStatus = "sent" | "delivered" | "bounced" | "failed" | "complained";

/** The status after a report; what never left stays as it is. */
export function statusAfter(current: TouchStatus, reported: DeliveryStatus): TouchStatus {
  const next: TouchStatus = reported === "complained" ? "delivered" : reported;
  return rank[next] > rank[current] ? next : current;
}

/** Whether the vendor's word can still change something. */
export function hasLeft(status: TouchStatus): boolean {
  return status !== "refused" && status !== "cancelled";
}
