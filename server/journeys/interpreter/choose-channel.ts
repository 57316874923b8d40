// Which of the allowed channels a debtor is reached best by, and why. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { ChannelResponses, EnrollmentFacts } from "@/server/journeys/interpreter/facts";

export type ChannelChoice = {
  channel: Channel | null;
  /** What was known of each allowed channel, in the order in which they were weighed. */
  reasons: ({ channel: Channel; reachable: boolean } & ChannelResponses)[];
};

/**
 * The reachable channel on which the largest share of earlier contacts was answered; a channel never tried counts as
 * one answer in two, so that it gets its turn. Between equals the order of the step decides.
 */
export function chooseChannel(allowed: readonly Channel[], facts: EnrollmentFacts): ChannelChoice {
  const reasons = allowed.map((channel) => ({
    channel,
    reachable: facts.reachable[channel],
    sent: facts.responses?.[channel].sent ?? 0,
    answered: facts.responses?.[channel].answered ?? 0,
  }));
  const best = reasons
    .filter((reason) => reason.reachable)
    .reduce<ChannelChoice["reasons"][number] | undefined>(
      (leader, reason) => (leader && share(leader) >= share(reason) ? leader : reason),
      undefined,
    );
  return { channel: best?.channel ?? null, reasons };
}

const share = (of: ChannelResponses) => (of.answered + 1) / (of.sent + 2);
