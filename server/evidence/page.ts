// A debtor's evidence is read in pages, the oldest first. Internal.
export type After = { at: string; id: string };
export type PageOf = { debtorId: string; after: After; limit: number };
/** `next`: after which the following page begins; null behind the last. */
export type Page<T> = { rows: T[]; next: After | null };

/** `cursor` is the row's instant as the database writes it: no microsecond is lost. */
export function nextAfter(rows: readonly { cursor: string; id: string }[], limit: number): After | null {
  const last = rows.at(-1);
  return last && rows.length === limit ? { at: last.cursor, id: last.id } : null;
}
