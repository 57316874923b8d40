// For *.db.test.ts: a workspace's log sealed whole, and hands laid on it as only a superuser can.
import pg from "pg";
import { withTenant } from "@/db/tenant-transaction";
import { type Signer, signerOf } from "@/server/audit/chain/signature";
import { sealLog } from "@/server/audit/sealing/seal-log";
import { type CheckOptions, type LogCheck, verifyLog } from "@/server/audit/sealing/verify-log";
import { realClock } from "@/server/clock";

const testSigner: Signer = signerOf("a-secret-for-tests-only-0123456789abcdef");
export const testSealing = { clock: realClock, signer: testSigner };
const testKeys = new Map([[testSigner.keyId, testSigner.publicKey]]);

/** Seals until nothing of this workspace waits: other tests' transactions hold a run back while they write. */
export async function sealAll(tenantId: string): Promise<void> {
  for (;;) {
    await sealLog(testSealing);
    if ((await check(tenantId)).unsealed === 0) return;
  }
}

/** What `audit verify` finds. */
export function check(tenantId: string, options: Partial<CheckOptions> = {}): Promise<LogCheck> {
  return withTenant({ tenantId }, (tx) => verifyLog(tx, tenantId, { keys: testKeys, ...options }));
}

export const codesOf = ({ problems }: LogCheck) => [...new Set(problems.map(({ code }) => code))].sort();

/** Runs statements past every policy and grant, in one transaction. */
export async function asSuperuser(...statements: string[]): Promise<void> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.username = "postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query("begin");
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } finally {
    await client.end();
  }
}
