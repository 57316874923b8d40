// What of a trial may not hold: data, so that it can be said in the reader's language. Pure.

export type Failure =
  | { kind: "no_end" | "led_nowhere" | "verified" | "not_verified" }
  /** The debt was named to somebody who is not verified. */
  | { kind: "debt_named"; text: string }
  | { kind: "wrong_figure"; figures: string[] }
  | { kind: "outcome"; outcome: string | null; expected: string[] }
  /** `what`: a regular expression of what is said, or the name of a record or a skill. */
  | { kind: "unsaid" | "said" | "not_recorded" | "recorded" | "not_called" | "called"; what: string }
  | { kind: "language"; language: string }
  | { kind: "too_long"; turns: number };

/** One sentence, for a terminal. */
export function failureInEnglish(failure: Failure): string {
  switch (failure.kind) {
    case "no_end":
      return "The conversation does not end.";
    case "led_nowhere":
      return "The flow led nowhere.";
    case "debt_named":
      return `The debt was named to somebody who is not verified: "${failure.text}"`;
    case "wrong_figure":
      return `The last word had a wrong figure: ${failure.figures.join(", ")}`;
    case "outcome":
      return `The outcome is ${failure.outcome ?? "none"}, not ${failure.expected.join(" or ")}.`;
    case "verified":
      return "The person was verified.";
    case "not_verified":
      return "The person was not verified.";
    case "language":
      return `The language is ${failure.language}.`;
    case "too_long":
      return `It took ${failure.turns} turns.`;
    default:
      return `${beginnings[failure.kind]}: ${failure.what}`;
  }
}

const beginnings = {
  unsaid: "Never said",
  said: "Said",
  not_recorded: "Not recorded",
  recorded: "Recorded",
  not_called: "Not called",
  called: "Called",
};
