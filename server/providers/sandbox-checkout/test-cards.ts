// The cards of the sandbox bank. A number is compared with these and forgotten: never stored, never logged. Pure.

export const testCards = [
  { number: "4242424242424242", outcome: "success" },
  { number: "4000000000000002", outcome: "decline" },
  { number: "4000002500003155", outcome: "challenge" },
  { number: "4000000000003220", outcome: "slow_success" },
  { number: "4000000000000119", outcome: "slow_failure" },
  { number: "4000000000000259", outcome: "disputed" },
] as const;

export type CardOutcome = (typeof testCards)[number]["outcome"];

/** What a test card does, or null for any other number: a real card must never be typed here. */
export function cardOutcome(typed: string): CardOutcome | null {
  const digits = typed.replace(/\D/g, "");
  return testCards.find((card) => card.number === digits)?.outcome ?? null;
}
