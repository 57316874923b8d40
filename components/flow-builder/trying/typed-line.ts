import type { SaidInTrial } from "@/server/flows/contract";

/** What somebody typed as the debtor: keys, words, or nothing at all. */
export function typedLine(typed: string): SaidInTrial {
  const text = typed.trim();
  if (!text) return { kind: "silence" };
  return /^[0-9*#]{1,10}$/.test(text) ? { kind: "keys", text } : { kind: "words", text };
}
