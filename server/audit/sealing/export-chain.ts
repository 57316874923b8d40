// The chain as it is handed out: each link as one line of JSON, then the very lines that it hashes, byte for byte.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { logLines, logOrder } from "@/server/audit/sealing/log-lines";
import { authorise, writeAudit } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

/** The export itself is written down, as an access to the log. */
export async function* exportChain(ctx: TenantContext): AsyncGenerator<string> {
  authorise(ctx, "audit.read");
  let after = 0;
  let entries = 0;
  let from = "-9223372036854775808";
  for (;;) {
    const page = await withTenant(ctx, (tx) => readLink(tx, ctx.tenantId, after, from));
    if (!page) break;
    const { link, lines } = page;
    yield `${JSON.stringify({ link })}\n${lines.map((line) => `${line}\n`).join("")}`;
    after = link.seq;
    from = String(link.upto);
    entries += lines.length;
  }
  await withTenant(ctx, (tx) =>
    writeAudit(tx, ctx, "audit.read", { kind: "audit_chain", details: { exported: entries } }),
  );
}

type LinkRow = {
  seq: number;
  from: number;
  upto: number;
  entries: number;
  sealedAt: string;
  previousHash: string;
  hash: string;
};

async function readLink(tx: TenantTransaction, tenantId: string, after: number, from: string) {
  const { rows } = await tx.execute<{ link: LinkRow }>(sql`
    select jsonb_build_object('seq', seq, 'from', from_position, 'upto', upto, 'entries', entries,
      'sealedAt', to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'previousHash', previous_hash, 'hash', hash) as link
    from audit_links where tenant_id = ${tenantId} and seq > ${after} order by seq limit 1`);
  const link = rows[0]?.link;
  if (!link) return undefined;
  const where = sql`tenant_id = ${tenantId} and log_position >= ${from}::bigint and log_position < ${link.upto}`;
  const lines = await tx.execute<{ line: string }>(sql`select line from ${logLines(where)} lines order by ${logOrder}`);
  return { link, lines: lines.rows.map(({ line }) => line) };
}
