// Paging by the last row seen: as fast on page 5,000 as on the first. A cursor is opaque outside. Pure.
import { z } from "zod";
import { DomainError } from "@/server/errors";

const cursor = z.object({
  value: z.union([z.string(), z.number()]),
  id: z.uuid(),
  /** `before`: the page that ends right before this row. */
  side: z.enum(["after", "before"]),
});
export type Cursor = z.infer<typeof cursor>;

export function encodeCursor(at: Cursor): string {
  return Buffer.from(JSON.stringify([at.value, at.id, at.side])).toString("base64url");
}

/** Throws INVALID_INPUT on anything we did not make. */
export function decodeCursor(text: string): Cursor {
  try {
    const [value, id, side] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    return cursor.parse({ value, id, side });
  } catch {
    throw new DomainError("INVALID_INPUT", "The page's address is not valid. Start from the first page.");
  }
}

export type Page<Row> = { rows: Row[]; nextCursor: string | null; previousCursor: string | null };

/** A page from `limit + 1` rows read in reading direction (a `before` page is read backwards). */
export function pageOf<Row>(
  read: Row[],
  limit: number,
  from: Cursor | null,
  keyOf: (row: Row) => { value: string | number; id: string },
): Page<Row> {
  const backwards = from?.side === "before";
  const more = read.length > limit;
  const rows = read.slice(0, limit);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const hasPrevious = backwards ? more : from !== null;
  const hasNext = backwards ? true : more;
  return {
    rows,
    previousCursor: hasPrevious && first ? encodeCursor({ ...keyOf(first), side: "before" }) : null,
    nextCursor: hasNext && last ? encodeCursor({ ...keyOf(last), side: "after" }) : null,
  };
}

/** A count that stops where counting on would make a list slow: `capped` means that there are more. */
export type CappedCount = { count: number; capped: boolean };

export const capped = (counted: number, most: number): CappedCount => ({
  count: Math.min(counted, most),
  capped: counted > most,
});
