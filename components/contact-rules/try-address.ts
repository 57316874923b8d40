// The address at which the live test asks about one contact. Pure.

/** "May I?" about this debtor and channel, at that time on the debtor's own clock. */
export function tryAddress(
  slug: string,
  { debtorId, channel, at, zone }: { debtorId: string; channel: string; at: Date; zone: string },
): string {
  const options = { timeZone: zone, dateStyle: "short", timeStyle: "short" } as const;
  const local = new Intl.DateTimeFormat("sv-SE", options).format(at).replace(" ", "T");
  return `/${slug}/policy/house?${new URLSearchParams({ debtor: debtorId, channel, at: local })}`;
}
