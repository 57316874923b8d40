// The chain's arithmetic. An entry is a line of text, its digest the SHA-256 of it; a link is a batch of digests and the
// link before it. Nothing of an entry's content is in a link, so that it can be handed out. Pure but for node:crypto.
import { createHash } from "node:crypto";

export const DIGEST_BYTES = 32;
/** What the first link follows. */
const GENESIS = "0".repeat(64);

export type Link = {
  seq: number;
  /** The positions it covers: from (inclusive) up to (exclusive). */
  from: number;
  upto: number;
  entries: number;
  /** Of its entries, in their order, one after the other. */
  digests: Uint8Array;
  sealedAt: Date;
  previousHash: string;
  hash: string;
};

/** Where the next link goes on. */
export type ChainEnd = { seq: number; hash: string; upto: number };

export const noLinks: ChainEnd = { seq: 0, hash: GENESIS, upto: 0 };

/** The link that follows `end` with these digests. */
export function nextLink(tenantId: string, end: ChainEnd, batch: Pick<Link, "upto" | "digests" | "sealedAt">): Link {
  const link = {
    seq: end.seq + 1,
    from: end.upto,
    upto: batch.upto,
    entries: batch.digests.length / DIGEST_BYTES,
    digests: batch.digests,
    sealedAt: batch.sealedAt,
    previousHash: end.hash,
  };
  return { ...link, hash: linkHash(tenantId, link) };
}

/** SHA-256 over all that the link says, a field a line. */
export function linkHash(tenantId: string, link: Omit<Link, "hash">): string {
  const text = [
    "duelane audit link v1",
    tenantId,
    link.seq,
    link.from,
    link.upto,
    link.entries,
    createHash("sha256").update(link.digests).digest("hex"),
    link.sealedAt.toISOString(),
    link.previousHash,
  ].join("\n");
  return createHash("sha256").update(text).digest("hex");
}
