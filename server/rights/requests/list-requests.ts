import { type SQL, sql } from "drizzle-orm";
import { readPerson } from "@/server/audit/read-person";
import { found } from "@/server/errors";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { Correction, ListRequestsInput, RequestDetail, RequestList, RequestRow } from "@/server/rights/contract";
import { deadlineById } from "@/server/rights/law/deadlines";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { daysBetween } from "@/server/time/calendar";
import { instantOf, instantOrNull } from "@/server/time/instants";

const columns = sql`
  r.id, r.kind, r.objects_to, r.status, r.refusal, r.debtor_id, d.name as debtor_name, d.erased_at is not null as erased,
  r.asked_by, r.received_by, r.identity, r.received_on::text, r.law, r.due_on::text, r.extended_at, r.closed_at,
  c.name as closed_by
  from rights_requests r
  join debtors d on d.tenant_id = r.tenant_id and d.id = r.debtor_id
  left join users c on c.id = r.closed_by`;

/** What people asked, the soonest due first; then what was answered, the latest first. */
export function listRequests(ctx: TenantContext, input: ListRequestsInput): Promise<RequestList> {
  return read(ctx, "rights.read", async (tx) => {
    const { today } = await workspaceDay(tx, ctx);
    const terms: SQL[] = [sql`r.tenant_id = ${ctx.tenantId}`];
    if (input.status === "open") terms.push(sql`r.status = 'open'`);
    if (input.status === "closed") terms.push(sql`r.status <> 'open'`);
    if (input.kind) terms.push(sql`r.kind = ${input.kind}`);
    if (input.debtorId) terms.push(sql`r.debtor_id = ${input.debtorId}`);
    const { rows } = await tx.execute<Row>(sql`
      select ${columns} where ${sql.join(terms, sql` and `)}
      order by r.status <> 'open', case when r.status = 'open' then r.due_on end, r.closed_at desc, r.id
      limit ${input.limit}`);
    const counts = await tx.execute<{ open: number; overdue: number }>(sql`
      select count(*)::int as open, count(*) filter (where due_on < ${today})::int as overdue
      from rights_requests where tenant_id = ${ctx.tenantId} and status = 'open'`);
    const { open = 0, overdue = 0 } = counts.rows[0] ?? {};
    return { rows: rows.map((row) => toRow(row, today)), open, overdue };
  });
}

/** One request with what was done on it, and how the person stands now. */
export function getRequest(ctx: TenantContext, input: { requestId: string }): Promise<RequestDetail> {
  return readPerson(ctx, "rights.read", "debtor", async (tx) => {
    const { today } = await workspaceDay(tx, ctx);
    const { rows } = await tx.execute<DetailRow>(sql`
      select x.*, r2.note, u.name as created_by, d2.restricted_for,
        d2.automation_refused_at is not null as automation_refused
      from (select ${columns} where r.tenant_id = ${ctx.tenantId} and r.id = ${input.requestId}) x
      join rights_requests r2 on r2.tenant_id = ${ctx.tenantId} and r2.id = x.id
      join debtors d2 on d2.tenant_id = ${ctx.tenantId} and d2.id = x.debtor_id
      left join users u on u.id = r2.created_by`);
    const row = found(rows[0], "The request");
    const corrections = await tx.execute<CorrectionRow>(sql`
      select c.field, c.before, c.after, c.at, u.name as by from rights_corrections c left join users u on u.id = c.corrected_by
      where c.tenant_id = ${ctx.tenantId} and c.request_id = ${input.requestId} order by c.at, c.id`);
    const { extension, citation, verified } = deadlineById(row.law);
    const result: RequestDetail = {
      ...toRow(row, today),
      note: row.note,
      createdBy: row.created_by,
      mayExtend: row.status === "open" && extension !== null && row.extended_at === null,
      citation,
      verified,
      corrections: corrections.rows.map((each): Correction => ({ ...each, at: instantOf(each.at) })),
      person: { restrictedFor: row.restricted_for, automationRefused: row.automation_refused },
    };
    return { result, debtorId: row.debtor_id };
  });
}

function toRow(row: Row, today: string): RequestRow {
  return {
    id: toPublicId("rightsRequest", row.id),
    kind: row.kind,
    objectsTo: row.objects_to,
    status: row.status,
    refusal: row.refusal,
    debtorId: toPublicId("debtor", row.debtor_id),
    debtorName: row.debtor_name,
    erased: row.erased,
    askedBy: row.asked_by,
    receivedBy: row.received_by,
    identity: row.identity,
    receivedOn: row.received_on,
    law: row.law,
    dueOn: row.due_on,
    daysLeft: row.status === "open" ? daysBetween(today, row.due_on) : null,
    extended: row.extended_at !== null,
    closedAt: instantOrNull(row.closed_at),
    closedBy: row.closed_by,
  };
}

type Row = {
  id: string;
  kind: RequestRow["kind"];
  objects_to: RequestRow["objectsTo"];
  status: RequestRow["status"];
  refusal: RequestRow["refusal"];
  debtor_id: string;
  debtor_name: string;
  erased: boolean;
  asked_by: RequestRow["askedBy"];
  received_by: RequestRow["receivedBy"];
  identity: RequestRow["identity"];
  received_on: string;
  law: RequestRow["law"];
  due_on: string;
  extended_at: string | null;
  closed_at: string | Date | null;
  closed_by: string | null;
};
type DetailRow = Row & {
  note: string | null;
  created_by: string | null;
  restricted_for: string | null;
  automation_refused: boolean;
};
type CorrectionRow = Omit<Correction, "at"> & { at: string | Date };
