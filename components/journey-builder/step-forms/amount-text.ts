// An amount typed by hand, in minor units. Pure.

/** "1,200.5" → 120050 at two decimals; undefined for what is no such amount. */
export function minorFromText(text: string, exponent: number): number | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(
    text
      .trim()
      .replace(/[,\s](?=\d{3})/g, "")
      .replace(",", "."),
  );
  if (!match?.[1] || (match[2]?.length ?? 0) > exponent) return undefined;
  const minor = Number(`${match[1]}${(match[2] ?? "").padEnd(exponent, "0")}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
