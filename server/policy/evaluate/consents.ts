// Which consents run. One counts for its own channel and address only. Pure.
import type { Subject } from "@/server/policy/subject";
import { dayMs } from "@/server/policy/wall-clock";

type Kind = Subject["input"]["consents"][number]["kind"];

/** The debtor's own "call me then" lives no longer than this. */
const timedMs = 7 * dayMs;

/** Whether a consent of one of these kinds runs for the contact's channel and address. */
export function hasConsent({ input, at }: Subject, kinds: readonly Kind[]): boolean {
  const { channel, address } = input.contact;
  return input.consents.some(
    (consent) =>
      kinds.includes(consent.kind) && consent.channel === channel && consent.address === address && runs(consent, at),
  );
}

export function runs(consent: Subject["input"]["consents"][number], at: number): boolean {
  const from = consent.at.getTime();
  if (from > at) return false;
  if (consent.expiresAt && at >= consent.expiresAt.getTime()) return false;
  return consent.kind !== "timed" || at < from + timedMs;
}
