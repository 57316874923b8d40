// The texts that are signed. Pure.
import { z } from "zod";

export type Head = {
  seq: number;
  hash: string;
  upto: number;
  entries: number;
  sealedAt: Date;
  keyId: string;
  signature: string;
};

/** What the signature of a chain's end is over. */
export function headText(tenantId: string, head: Pick<Head, "seq" | "hash" | "upto" | "entries" | "sealedAt">): string {
  const { seq, hash, upto, entries, sealedAt } = head;
  return ["duelane audit head v1", tenantId, seq, hash, upto, entries, sealedAt.toISOString()].join("\n");
}

/** What a daily seal says, in the order in which it is written. */
const sealStatement = z.object({
  statement: z.literal("duelane audit seal v1"),
  workspace: z.string(),
  day: z.string(),
  link: z.number().int(),
  hash: z.string(),
  entries: z.number().int(),
  sealedAt: z.string(),
  problems: z.number().int(),
});
export type SealStatement = z.infer<typeof sealStatement>;

export function sealText(seal: Omit<SealStatement, "statement">): string {
  const { workspace, day, link, hash, entries, sealedAt, problems } = seal;
  return JSON.stringify({
    statement: "duelane audit seal v1",
    workspace,
    day,
    link,
    hash,
    entries,
    sealedAt,
    problems,
  } satisfies SealStatement);
}

export function readSealText(text: string): SealStatement | null {
  try {
    const parsed = sealStatement.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A seal as it is handed out: everything that checking it needs. */
export const sealFile = z.object({
  statement: z.string(),
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
export type SealFile = z.infer<typeof sealFile>;
