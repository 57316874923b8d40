import { sql } from "drizzle-orm";
import { readPerson } from "@/server/audit/read-person";
import { found } from "@/server/errors";
import type { Decision } from "@/server/policy/contract";
import { readRules } from "@/server/policy/read-rules";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import type { CallResult, TouchDetail } from "@/server/touches/contract";
import { type TouchSqlRow, toTouchRow, touchColumns, touchTables } from "@/server/touches/list-touches";
import { receiptDecision, receiptReasoning } from "@/server/touches/outbox/receipts";

/** One touch with its receipts: why it was or was not made, rule by rule, at planning and at dispatch. */
export function getTouch(ctx: TenantContext, input: { touchId: string }): Promise<TouchDetail> {
  return readPerson(ctx, "touches.read", "receipt", async (tx) => {
    const touches = await tx.execute<DetailSqlRow>(sql`
      ${touchColumns}, t.enrollment_id, t.node_id, t.attempts, t.provider, t.provider_ref, t.settled_at, t.call_result,
        p.address, m.subject, m.body, m.id as message_id
      ${touchTables}
      left join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id
      left join lateral (select m.id, m.subject, m.body from messages m
        where m.tenant_id = t.tenant_id and m.debtor_id = t.debtor_id and m.touch_id = t.id and m.direction = 'outbound'
        order by m.at desc limit 1) m on true
      where t.tenant_id = ${ctx.tenantId} and t.id = ${input.touchId}`);
    const row = found(touches.rows[0], "The touch");
    const receipts = await tx.execute<ReceiptSqlRow>(sql`
      select id, stage, at, verdict, code, next_allowed_at, decision, ${receiptReasoning} from touch_receipts r
      where tenant_id = ${ctx.tenantId} and touch_id = ${input.touchId} order by at, stage desc, id limit 100`);
    const result: TouchDetail = {
      ...toTouchRow(row),
      address: row.address,
      enrollmentId: row.enrollment_id ? toPublicId("enrollment", row.enrollment_id) : null,
      nodeId: row.node_id,
      attempts: row.attempts,
      provider: row.provider,
      providerRef: row.provider_ref,
      settledAt: row.settled_at === null ? null : new Date(row.settled_at),
      callResult: row.call_result,
      message: row.message_id === null ? null : { subject: row.subject, body: row.body ?? "" },
      receipts: receipts.rows.map((receipt) => {
        const { reasons, results, asked, obligations, candidateZones, rulePackVersion, contentHash } =
          receiptDecision(receipt);
        return {
          id: toPublicId("receipt", receipt.id),
          stage: receipt.stage,
          at: new Date(receipt.at),
          verdict: receipt.verdict,
          code: receipt.code,
          nextAllowedAt: receipt.next_allowed_at === null ? null : new Date(receipt.next_allowed_at),
          rules: readRules({ results, reasons, asked }),
          obligations,
          candidateZones,
          rulePackVersion,
          contentHash: contentHash ?? null,
        };
      }),
    };
    return { result, debtorId: row.debtor_id };
  });
}

type DetailSqlRow = TouchSqlRow & {
  enrollment_id: string | null;
  node_id: string | null;
  attempts: number;
  provider: string | null;
  provider_ref: string | null;
  settled_at: string | null;
  call_result: CallResult | null;
  address: string | null;
  subject: string | null;
  body: string | null;
  message_id: string | null;
};

type ReceiptSqlRow = {
  id: string;
  stage: "plan" | "dispatch";
  at: string;
  verdict: Decision["verdict"];
  code: string | null;
  next_allowed_at: string | null;
  decision: unknown;
  reasoning: unknown;
};
