// Which address of a debtor a channel uses. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { ContactPoint } from "@/server/touches/deciding/debtor-facts";

/**
 * The primary active address of the channel's kind; SMS takes a number that can receive one, or whose line was
 * never looked up (the policy then decides). `points` come primary first, oldest first.
 */
export function chooseContactPoint(points: readonly ContactPoint[], channel: Channel): ContactPoint | undefined {
  const usable = points.filter((point) => point.status === "active" && takes(point, channel));
  return usable.find((point) => point.isPrimary) ?? usable[0];
}

function takes(point: ContactPoint, channel: Channel): boolean {
  if (channel === "email") return point.kind === "email";
  if (point.kind !== "phone") return false;
  if (channel === "voice") return true;
  return point.lineType !== "landline" && point.lineType !== "toll_free";
}
