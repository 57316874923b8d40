import { sql } from "drizzle-orm";
import type { z } from "zod";
import { visibleReply } from "@/server/conversations/classify-reply";
import type { listTasksInput, TaskList, TaskQuestion, TaskRow } from "@/server/escalations/contract";
import { read } from "@/server/mutate";
import { type IdKind, idPrefixes, toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { instantOf } from "@/server/time/instants";

/** What needs a person now, the newest first. */
export function listTasks(ctx: TenantContext, input: z.output<typeof listTasksInput>): Promise<TaskList> {
  return read(ctx, "overview.read", async (tx) => {
    const debtor = input.debtorId ? sql`and t.debtor_id = ${input.debtorId}` : sql``;
    const { rows } = await tx.execute<Row>(sql`
      select t.id, t.kind, t.debtor_id, d.name as debtor_name, t.subject_kind, t.subject_id, t.created_at,
        coalesce(t.note, q.text) as note, m.body as reply, q.until,
        (select jsonb_agg(jsonb_build_object('currency', currency, 'amountMinor', amount, 'invoices', invoices))
         from (select f.currency, sum(f.interest_minor + f.fixed_minor) as amount, count(*) as invoices from late_fees f
               where f.tenant_id = t.tenant_id and f.key = q.key group by f.currency) fees) as fees
      from tasks t left join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
      left join questions q on t.subject_kind = 'question' and q.tenant_id = t.tenant_id and q.id = t.subject_id
      left join messages m on t.subject_kind = 'message' and m.tenant_id = t.tenant_id and m.id = t.subject_id
      where t.tenant_id = ${ctx.tenantId} and t.done_at is null ${debtor}
      order by t.created_at desc, t.id desc limit ${input.limit}`);
    const count = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select 1 from tasks t where t.tenant_id = ${ctx.tenantId} and t.done_at is null ${debtor} limit 1000) as counted`);
    return { tasks: rows.map(toTask), openCount: count.rows[0]?.count ?? 0 };
  });
}

type Row = {
  id: string;
  kind: TaskRow["kind"];
  debtor_id: string | null;
  debtor_name: string | null;
  subject_kind: string;
  subject_id: string;
  created_at: string | Date;
  note: string | null;
  reply: string | null;
  until: string | Date | null;
  fees: TaskQuestion["fees"] | null;
};

const REPLY_SHOWN = 200;
const shortened = (text: string) => (text.length > REPLY_SHOWN ? `${text.slice(0, REPLY_SHOWN).trimEnd()} …` : text);
const isIdKind = (kind: string): kind is IdKind => Object.hasOwn(idPrefixes, kind);

function toTask(row: Row): TaskRow {
  return {
    id: toPublicId("task", row.id),
    kind: row.kind,
    debtorId: row.debtor_id && toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    subjectKind: row.subject_kind,
    subjectId: isIdKind(row.subject_kind) ? toPublicId(row.subject_kind, row.subject_id) : null,
    createdAt: instantOf(row.created_at),
    note: row.note ?? (row.reply && shortened(visibleReply(row.reply))),
    question:
      row.until === null
        ? null
        : { id: toPublicId("question", row.subject_id), until: instantOf(row.until), fees: row.fees ?? [] },
  };
}
