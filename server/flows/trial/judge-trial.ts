// What of a persona's expectations does not hold. Every trial is held, besides, to what no flow may ever do. Pure.
import { namesDebt } from "@/server/flows/graph/speech";
import { knownFigures } from "@/server/flows/interpreter/known";
import { checkSpoken } from "@/server/flows/reading/check-spoken";
import type { Failure } from "@/server/flows/trial/failures";
import type { Expectation } from "@/server/flows/trial/persona";
import type { Told } from "@/server/flows/trial/run-conversation";

/** Empty: all holds. */
export function judgeTrial(told: Told, expects: Expectation): Failure[] {
  return [...always(told), ...expected(told, expects)];
}

function always({ state, hasEnded }: Told): Failure[] {
  const failures: Failure[] = [];
  if (!hasEnded) failures.push({ kind: "no_end" });
  if (state.outcome === "flow_broken") failures.push({ kind: "led_nowhere" });
  const ours = state.turns.filter((turn) => turn.by === "us");
  if (!state.isVerified && !isOnMachine(state.outcome)) {
    const named = ours.find((turn) => namesDebt(turn.text));
    if (named) failures.push({ kind: "debt_named", text: named.text });
  }
  const last = new Date(state.turns.at(-1)?.at ?? 0);
  const wrong =
    ours.at(-1) && state.turns.length > 0 ? checkSpoken(ours.at(-1)?.text ?? "", knownFigures(state, last)) : [];
  if (wrong.length > 0) failures.push({ kind: "wrong_figure", figures: wrong.map((one) => one.words) });
  return failures;
}

const isOnMachine = (outcome: string | null) => outcome === "voicemail";

function expected(told: Told, expects: Expectation): Failure[] {
  const { state, records, calls } = told;
  const said = state.turns
    .filter((turn) => turn.by === "us")
    .map((turn) => turn.text)
    .join("\n");
  const isSaid = (pattern: string) => new RegExp(pattern, "iu").test(said);
  const recorded = new Set<string>(records.map((entry) => entry.what));
  const called = new Set(calls.map((call) => call.name));
  const { outcome, isVerified, language, turnsMax } = expects;
  const missing = (list: readonly string[] | undefined, isThere: (one: string) => boolean, kind: Named) =>
    (list ?? []).filter((one) => !isThere(one)).map((what): Failure => ({ kind, what }));
  const present = (list: readonly string[] | undefined, isThere: (one: string) => boolean, kind: Named) =>
    (list ?? []).filter(isThere).map((what): Failure => ({ kind, what }));
  const failures: (Failure | false | undefined)[] = [
    outcome && !outcome.includes(state.outcome ?? "none")
      ? { kind: "outcome", outcome: state.outcome, expected: outcome }
      : undefined,
    isVerified !== undefined &&
      isVerified !== state.isVerified && { kind: state.isVerified ? "verified" : "not_verified" },
    ...missing(expects.says, isSaid, "unsaid"),
    ...present(expects.neverSays, isSaid, "said"),
    ...missing(expects.records, (what) => recorded.has(what), "not_recorded"),
    ...present(expects.neverRecords, (what) => recorded.has(what), "recorded"),
    ...missing(expects.calls, (name) => called.has(name), "not_called"),
    ...present(expects.neverCalls, (name) => called.has(name), "called"),
    language !== undefined && language !== state.language && { kind: "language", language: state.language },
    turnsMax !== undefined && state.turns.length > turnsMax && { kind: "too_long", turns: state.turns.length },
  ];
  return failures.filter((one): one is Failure => Boolean(one));
}

type Named = "unsaid" | "said" | "not_recorded" | "recorded" | "not_called" | "called";
