// Every receipt is decided again from what it keeps: the same question under the same rule pack must give the same answer.
import { type SQL, sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { personKey } from "@/server/audit/person-seal";
import { authorise } from "@/server/mutate";
import type { Decision } from "@/server/policy/contract";
import { decideCase } from "@/server/policy/decide-cases";
import { currentPack } from "@/server/policy/rules/pack";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { receiptDecision, receiptQuestion, receiptReasoning } from "@/server/touches/outbox/receipts";

export type Redecided = {
  receipts: number;
  /** Decided again, with the same verdict, code, reasons and instant. */
  same: number;
  /** Decided without the policy: no address, nothing owed. */
  withoutQuestion: number;
  /** Of another rule pack than this program's. */
  otherPack: number;
  /** The person's key was destroyed. */
  unreadable: number;
  /** Receipts whose answer would be another. */
  different: string[];
};

const BATCH = 500;

/** Goes through the receipts of a workspace, of one campaign, or of one debtor. */
export async function redecide(
  ctx: TenantContext,
  of: { campaignId?: string; debtorId?: string } = {},
): Promise<Redecided> {
  authorise(ctx, "audit.read");
  const result: Redecided = { receipts: 0, same: 0, withoutQuestion: 0, otherPack: 0, unreadable: 0, different: [] };
  const whose = [
    of.campaignId ? sql`and t.campaign_id = ${of.campaignId}` : sql``,
    of.debtorId ? sql`and t.debtor_id = ${of.debtorId}` : sql``,
  ];
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await readBatch(ctx, after, whose);
    for (const row of rows) {
      result.receipts += 1;
      const answer = judge(row);
      if (answer === "different") result.different.push(toPublicId("receipt", row.id));
      else result[answer] += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return result;
    after = last.id;
  }
}

function judge(row: Row): "same" | "withoutQuestion" | "otherPack" | "unreadable" | "different" {
  const kept = receiptDecision(row);
  const question = receiptQuestion(row, row.log_key === null ? null : personKey(row.log_key));
  if (!question) return row.sealed ? "unreadable" : "withoutQuestion";
  if (kept.rulePackVersion !== currentPack.version) return "otherPack";
  const again = decideCase(question);
  const next = row.next_allowed_at === null ? null : new Date(row.next_allowed_at).getTime();
  const same =
    again.verdict === row.verdict &&
    again.code === row.code &&
    (again.nextAllowedAt?.getTime() ?? null) === next &&
    again.inputHash === kept.inputHash &&
    codesOf(again.results) === codesOf(kept.results) &&
    again.obligations.join() === kept.obligations.join();
  return same ? "same" : "different";
}

const codesOf = (results: Decision["results"]) =>
  results.map(({ ruleId, code, result }) => `${ruleId} ${code} ${result}`).join();

type Row = {
  id: string;
  verdict: Decision["verdict"];
  code: string | null;
  next_allowed_at: string | null;
  decision: unknown;
  sealed: Buffer | null;
  reasoning: unknown;
  log_key: string | null;
};

async function readBatch(ctx: TenantContext, after: string, whose: SQL[]): Promise<Row[]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<Row>(sql`
      select r.id, r.verdict, r.code, r.next_allowed_at, r.decision, r.sealed, ${receiptReasoning}, d.log_key
      from touch_receipts r
      join touches t on t.tenant_id = r.tenant_id and t.id = r.touch_id ${sql.join(whose, sql` `)}
      join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
      where r.tenant_id = ${ctx.tenantId} and r.id > ${after}::uuid order by r.id limit ${BATCH}`),
  );
  return rows;
}
