// What of a persona's expectations does not hold. Every trial is held, besides, to what no flow may ever do. Pure.
import { namesDebt } from "@/server/flows/graph/speech";
import { knownFigures } from "@/server/flows/interpreter/known";
import { checkSpoken } from "@/server/flows/reading/check-spoken";
import type { Expectation } from "@/server/flows/trial/persona";
import type { Told } from "@/server/flows/trial/run-conversation";

/** In plain English; empty: all holds. */
export function judgeTrial(told: Told, expects: Expectation): string[] {
  return [...always(told), ...expected(told, expects)];
}

function always({ state, hasEnded }: Told): string[] {
  const failures: string[] = [];
  if (!hasEnded) failures.push("The conversation does not end.");
  if (state.outcome === "flow_broken") failures.push("The flow led nowhere.");
  const ours = state.turns.filter((turn) => turn.by === "us");
  if (!state.isVerified && !isOnMachine(state.outcome)) {
    const named = ours.find((turn) => namesDebt(turn.text));
    if (named) failures.push(`The debt was named to somebody who is not verified: "${named.text}"`);
  }
  const last = new Date(state.turns.at(-1)?.at ?? 0);
  const wrong =
    ours.at(-1) && state.turns.length > 0 ? checkSpoken(ours.at(-1)?.text ?? "", knownFigures(state, last)) : [];
  if (wrong.length > 0) failures.push(`The last word had a wrong figure: ${wrong.map((one) => one.words).join(", ")}`);
  return failures;
}

const isOnMachine = (outcome: string | null) => outcome === "voicemail";

function expected(told: Told, expects: Expectation): string[] {
  const { state, records, calls } = told;
  const said = state.turns
    .filter((turn) => turn.by === "us")
    .map((turn) => turn.text)
    .join("\n");
  const matches = (pattern: string) => new RegExp(pattern, "iu").test(said);
  const recorded = new Set<string>(records.map((entry) => entry.what));
  const called = new Set(calls.map((call) => call.name));
  const missing = (list: readonly string[] | undefined, isThere: (one: string) => boolean, words: string) =>
    (list ?? []).filter((one) => !isThere(one)).map((one) => `${words}: ${one}`);
  const present = (list: readonly string[] | undefined, isThere: (one: string) => boolean, words: string) =>
    (list ?? []).filter(isThere).map((one) => `${words}: ${one}`);
  const outcome = state.outcome ?? "none";
  return [
    ...(expects.outcome && !expects.outcome.includes(outcome)
      ? [`The outcome is ${outcome}, not ${expects.outcome.join(" or ")}.`]
      : []),
    ...(expects.isVerified !== undefined && expects.isVerified !== state.isVerified
      ? [state.isVerified ? "The person was verified." : "The person was not verified."]
      : []),
    ...missing(expects.says, matches, "Never said"),
    ...present(expects.neverSays, matches, "Said"),
    ...missing(expects.records, (what) => recorded.has(what), "Not recorded"),
    ...present(expects.neverRecords, (what) => recorded.has(what), "Recorded"),
    ...missing(expects.calls, (name) => called.has(name), "Not called"),
    ...present(expects.neverCalls, (name) => called.has(name), "Called"),
    ...(expects.language && expects.language !== state.language ? [`The language is ${state.language}.`] : []),
    ...(expects.turnsMax !== undefined && state.turns.length > expects.turnsMax
      ? [`It took ${state.turns.length} turns.`]
      : []),
  ];
}
