// Raw SQL gives instants as text; these make them Dates. Pure.

/** A timestamptz column of a raw query. */
export function instantOf(value: string | Date): Date {
  return new Date(value);
}

/** The same where the column may be null. */
export function instantOrNull(value: string | Date | null): Date | null {
  return value === null ? null : new Date(value);
}
