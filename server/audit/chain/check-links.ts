// What is wrong with a chain: its links against each other, and each against the entries that stand in its place now.
// Total: whatever was done to either gives problems, never an error. Pure.
import { type ChainEnd, DIGEST_BYTES, type Link, linkHash } from "@/server/audit/chain/link";

export type ProblemCode =
  | "LINK_MISSING"
  | "LINK_ALTERED"
  | "LINK_OUT_OF_PLACE"
  | "ENTRY_EDITED"
  | "ENTRY_REMOVED"
  | "ENTRY_ADDED"
  | "ENTRY_MOVED"
  | "TRUNCATED"
  | "END_MISSING"
  | "END_ALTERED"
  | "SEAL_ALTERED"
  | "SEAL_CONTRADICTED"
  | "KEY_UNKNOWN";

export type Problem = {
  code: ProblemCode;
  /** The link it was found at. */
  seq: number | null;
  /** When that was sealed. */
  sealedAt: Date | null;
  /** How many entries, where it is about entries. */
  count: number;
  /** Those of them that are still there, some at most. */
  entries: string[];
};

export type PresentEntry = { id: string; digest: string };

const NAMED_MAX = 20;

export function problem(code: ProblemCode, at: { seq: number; sealedAt?: Date } | null, about: Partial<Problem> = {}) {
  return { code, seq: at?.seq ?? null, sealedAt: at?.sealedAt ?? null, count: 0, entries: [], ...about };
}

/** The link against the one before it and against itself. */
export function checkLink(tenantId: string, before: ChainEnd, link: Link): Problem[] {
  const problems: Problem[] = [];
  const missing = link.seq - before.seq - 1;
  if (missing > 0) problems.push(problem("LINK_MISSING", link, { count: missing }));
  else if (missing < 0 || link.previousHash !== before.hash || link.from !== before.upto || link.upto <= link.from) {
    problems.push(problem("LINK_OUT_OF_PLACE", link));
  }
  const agrees = link.digests.length === link.entries * DIGEST_BYTES && linkHash(tenantId, link) === link.hash;
  if (!agrees) problems.push(problem("LINK_ALTERED", link));
  return problems;
}

/** The entries that stand in the link's place now, in their order, against those that were sealed. */
export function checkEntries(link: Link, present: readonly PresentEntry[]): Problem[] {
  const sealed = digestsOf(link.digests);
  if (sealed.length === present.length && present.every(({ digest }, at) => digest === sealed[at])) return [];
  const left = new Map<string, number>();
  for (const digest of sealed) left.set(digest, (left.get(digest) ?? 0) + 1);
  const strangers: string[] = [];
  for (const { id, digest } of present) {
    const count = left.get(digest) ?? 0;
    if (count > 0) left.set(digest, count - 1);
    else strangers.push(id);
  }
  const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
  const edited = Math.min(strangers.length, gone);
  const named = strangers.slice(0, NAMED_MAX);
  const problems: Problem[] = [];
  if (edited > 0) problems.push(problem("ENTRY_EDITED", link, { count: edited, entries: named }));
  if (gone > edited) problems.push(problem("ENTRY_REMOVED", link, { count: gone - edited }));
  if (strangers.length > edited) {
    problems.push(problem("ENTRY_ADDED", link, { count: strangers.length - edited, entries: named }));
  }
  if (problems.length === 0) problems.push(problem("ENTRY_MOVED", link, { count: present.length }));
  return problems;
}

/** Hexadecimal, one each. */
function digestsOf(digests: Uint8Array): string[] {
  const hex = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength).toString("hex");
  return hex.match(/.{64}/g) ?? [];
}
