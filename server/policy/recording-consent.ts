// Whether a call may be recorded once it was said, or only once the other side agreed. Pure.
import { currentPack } from "@/server/policy/rules/pack";

export type RecordingConsent = "ask" | "announce";

/** A country, and in the United States the state, as `CA` or `US-CA`; null: not known. */
export type CallEnd = { country: string; region: string | null };

/**
 * Announcing is enough only between two states of the United States that are known and ask for one party's consent (18 USC
 * 2511(2)(d)); rule REC-ALL names the others, and the stricter end governs. Wherever else, and wherever an end is not known,
 * the other side is asked (e.g. DE StGB § 201). Listening in is held to the same.
 */
export function recordingConsent(ours: CallEnd, theirs: CallEnd): RecordingConsent {
  return isOneParty(ours) && isOneParty(theirs) ? "announce" : "ask";
}

function isOneParty({ country, region }: CallEnd): boolean {
  const state = region?.replace(/^US-/, "");
  return country === "US" && !!state && /^[A-Z]{2}$/.test(state) && !allParty.has(state);
}

const allParty = new Set(
  currentPack.rules.flatMap((rule) =>
    rule.id === "REC-ALL" && rule.kind === "recording" ? (rule.params.regions ?? []) : [],
  ),
);
