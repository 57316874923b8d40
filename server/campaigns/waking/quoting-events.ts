// The log is for ever, and people are not: an event that quotes what somebody said of the debtor, a webhook's answer or their
// tags and fields, keeps that under the debtor's own key, which goes when they are erased. Codes, ids and sums stay open.
import type { KeyObject } from "node:crypto";
import { openSealed, sealFor } from "@/server/audit/person-seal";
import type { HistoryEvent } from "@/server/journeys/interpreter/history";
import type { Explanation } from "@/server/journeys/rules/evaluate";
import type { Fact } from "@/server/journeys/rules/facts";

/** As it stands in the log: without what it quotes, and that sealed beside it. */
type StoredEvent = HistoryEvent & { sealed?: string };

const quoted = new Set<Fact>(["field", "stage", "tags", "lane", "webhook_result"]);

export function quotes(event: HistoryEvent): boolean {
  if (event.kind === "webhook_answered") return event.kept !== undefined && Object.keys(event.kept).length > 0;
  return event.kind === "branched" && event.tried.some(({ why }) => asksQuoted(why));
}

function asksQuoted(why: Explanation): boolean {
  return "group" in why ? why.parts.some(asksQuoted) : quoted.has(why.condition.fact);
}

/** `key`: the debtor's; without one, who is erased, the quotation is not kept at all. */
export function storedEvent(
  event: HistoryEvent,
  key: KeyObject | undefined,
  random: (count: number) => Uint8Array,
): StoredEvent {
  if (!quotes(event)) return event;
  const sealed = key && { sealed: sealFor(key, JSON.stringify(event), random).toString("base64") };
  if (event.kind === "webhook_answered") {
    const { kept: _kept, ...open } = event;
    return { ...open, ...sealed };
  }
  return { ...event, ...(event.kind === "branched" && { tried: [] }), ...sealed };
}

/** The event as it happened, as far as it can still be read. */
export function readEvent({ sealed, ...event }: StoredEvent, key: KeyObject | undefined): HistoryEvent {
  const whole = sealed && key ? openSealed(key, Buffer.from(sealed, "base64")) : null;
  return whole ? (JSON.parse(whole) as HistoryEvent) : (event as HistoryEvent);
}
