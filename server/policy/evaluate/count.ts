// How often already? Counted on the calendar days of every candidate zone, per debtor or debt and per address: the
// stricter count binds. Pure.
import type { PastContact } from "@/server/policy/contract";
import type { Counted } from "@/server/policy/rules/rule";
import type { Subject } from "@/server/policy/subject";

/** How many count and when the next slot frees; null while there is room. */
export function fullUntil(subject: Subject, cap: Counted): { count: number; until: number } | null {
  const { contacts } = subject;
  if (contacts.length < cap.max) return null;
  const ofDebtor: number[] = [];
  const atAddress: number[] = [];
  for (const contact of contacts) {
    if (contact.neverCounts || !isCounted(contact.event, cap)) continue;
    const { at, isOwn, isHere } = contact;
    if (cap.per === "address") {
      if (isHere || contact.event.address === undefined) atAddress.push(at);
      continue;
    }
    const isOfDebt = cap.per !== "debt" || contact.isOfDebt;
    if (isOwn && isOfDebt) ofDebtor.push(at);
    if (isHere && (isOfDebt || !isOwn)) atAddress.push(at);
  }
  return stricter(fullIn(subject, ofDebtor, cap), fullIn(subject, atAddress, cap));
}

type Full = { count: number; until: number };

function stricter(a: Full | null, b: Full | null): Full | null {
  if (!a || !b) return a ?? b;
  return a.until >= b.until ? a : b;
}

/** Slots reserved ahead count too: with them the window is already spoken for. */
function fullIn({ clocks, at }: Subject, times: number[], { max, days }: Counted): Full | null {
  if (times.length < max) return null;
  let full: Full | null = null;
  let sorted: number[] | null = null;
  for (const clock of clocks) {
    const since = clock.startOfDay(clock.dayAt(at) - days + 1);
    let count = 0;
    for (const time of times) if (time >= since) count += 1;
    if (count < max) continue;
    sorted ??= times.sort((a, b) => b - a);
    const leaving = sorted[max - 1];
    const until = leaving === undefined ? Number.POSITIVE_INFINITY : clock.startOfDay(clock.dayAt(leaving) + days);
    if (!full || until > full.until) full = { count, until };
  }
  return full;
}

const reached = new Set(["answered", "replied"]);

function isCounted(event: PastContact, cap: Counted): boolean {
  if (!cap.channels.includes(event.channel)) return false;
  if (cap.ai && !event.ai) return false;
  if (cap.contactPlace && (cap.contactPlace === "work") !== (event.place === "work")) return false;
  if (cap.liftedByRequest && event.place === "attorney") return false;
  switch (cap.counts) {
    case "attempts":
      return true;
    case "connected":
      return event.outcome !== "bounced";
    case "messageable":
      return event.outcome !== "bounced" && (event.channel !== "voice" || couldLeaveMessage(event));
    case "made":
      return wasMade(event);
  }
}

/** A call that nobody answered counts unless it is known that no message could have been left. */
function couldLeaveMessage(event: PastContact): boolean {
  return event.voicemailPossible !== false || event.conversation === true || wasMade(event, false);
}

/** Whether a person was reached; what nobody said counts as `unsaid`. */
function wasMade(event: PastContact, unsaid = true): boolean {
  if (event.contactMade !== undefined) return event.contactMade;
  if (event.conversation) return true;
  return event.outcome === undefined ? unsaid : reached.has(event.outcome);
}
