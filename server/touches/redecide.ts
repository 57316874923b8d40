// Every receipt is decided again from what it keeps: the same question under the same rule pack must give the same answer.
import { type SQL, sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { personKey } from "@/server/audit/person-seal";
import type { Channel } from "@/server/journeys/graph/schema";
import { authorise } from "@/server/mutate";
import type { Decision } from "@/server/policy/contract";
import { decideCase } from "@/server/policy/decide-cases";
import { currentPack } from "@/server/policy/rules/pack";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import type { TouchContent } from "@/server/touches/contract";
import { templateHash, wordsHash } from "@/server/touches/messages/words-of";
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
  /** Receipts of other words than those that are kept as planned or sent. */
  otherWords: string[];
};

const BATCH = 500;

/** Goes through the receipts of a workspace, of one campaign, or of one debtor. */
export async function redecide(
  ctx: TenantContext,
  of: { campaignId?: string; debtorId?: string } = {},
): Promise<Redecided> {
  authorise(ctx, "audit.read");
  const result: Redecided = {
    receipts: 0,
    same: 0,
    withoutQuestion: 0,
    otherPack: 0,
    unreadable: 0,
    different: [],
    otherWords: [],
  };
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
      if (!agreesWithWords(row)) result.otherWords.push(toPublicId("receipt", row.id));
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

/** Of a touch that was taken up again after a crash the words that arrived are those of one of its receipts. */
function agreesWithWords({ stage, verdict, decision, reasoning, channel, content, sent, attempts }: Row): boolean {
  const { contentHash } = receiptDecision({ decision, reasoning });
  if (contentHash === undefined) return true;
  if (stage === "plan") return content === null || contentHash === templateHash(content);
  if (verdict !== "allow" || sent === null || attempts > 1) return true;
  return sent.some(({ subject, body }) => contentHash === wordsHash(channel, { subject: subject ?? "", text: body }));
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
  stage: "plan" | "dispatch";
  channel: Channel;
  attempts: number;
  content: TouchContent | null;
  sent: { subject: string | null; body: string }[] | null;
};

async function readBatch(ctx: TenantContext, after: string, whose: SQL[]): Promise<Row[]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<Row>(sql`
      select r.id, r.verdict, r.code, r.next_allowed_at, r.decision, r.sealed, ${receiptReasoning}, d.log_key,
        r.stage, t.channel, t.attempts, coalesce(t.content, x.content) as content,
        (select json_agg(json_build_object('subject', m.subject, 'body', m.body)) from messages m
          where m.tenant_id = t.tenant_id and m.debtor_id = t.debtor_id and m.touch_id = t.id
            and m.direction = 'outbound') as sent
      from touch_receipts r
      join touches t on t.tenant_id = r.tenant_id and t.id = r.touch_id ${sql.join(whose, sql` `)}
      left join touch_texts x on x.tenant_id = t.tenant_id and x.id = t.text_id
      join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
      where r.tenant_id = ${ctx.tenantId} and r.id > ${after}::uuid order by r.id limit ${BATCH}`),
  );
  return rows;
}
