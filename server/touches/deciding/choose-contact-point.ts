// Which address of a debtor a channel uses. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { ContactPoint, DebtorFacts } from "@/server/touches/deciding/debtor-facts";

/**
 * The primary active address of the channel's kind; SMS takes a number that can receive one, or whose line was
 * never looked up (the policy then decides). `points` come primary first, oldest first. An attorney's address is used
 * while they stand for the debtor, and then no other; of several attorneys the one who was named last.
 */
export function chooseContactPoint(
  { points, stop }: Pick<DebtorFacts, "points" | "stop">,
  channel: Channel,
): ContactPoint | undefined {
  const toAttorney = stop === "attorney" && points.some((point) => isAttorneys(point) && takes(point, channel));
  const usable = points.filter(
    (point) => point.status === "active" && takes(point, channel) && isAttorneys(point) === toAttorney,
  );
  if (toAttorney) return usable.at(-1);
  return usable.find((point) => point.isPrimary) ?? usable[0];
}

const isAttorneys = ({ place }: ContactPoint) => place === "attorney";

function takes(point: ContactPoint, channel: Channel): boolean {
  if (channel === "email") return point.kind === "email";
  if (point.kind !== "phone") return false;
  if (channel === "voice") return true;
  return point.lineType !== "landline" && point.lineType !== "toll_free";
}
