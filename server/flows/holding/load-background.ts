import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import { redact } from "@/server/flows/reading/redact";
import { formatMoney } from "@/server/money";
import type { TenantContext } from "@/server/tenant-context";

const lineMax = 300;

type Row = {
  promises: { amountMinor: number; currency: string; dueOn: string; status: string }[] | null;
  disputes: { number: string; reason: string | null }[] | null;
  calls: { day: string; text: string }[] | null;
  notes: { day: string; text: string }[] | null;
};

/** What is known of a debtor from before: promises, open disputes, how the last calls went, notes. The newest of each. */
export async function loadBackground(
  tx: TenantTransaction,
  ctx: TenantContext,
  debtorId: string,
): Promise<NonNullable<ConversationFacts["background"]>> {
  const { rows } = await tx.execute<Row>(sql`
    select
      (select jsonb_agg(x) from (select amount_minor as "amountMinor", currency, due_on as "dueOn", status from promises
        where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by due_on desc, id desc limit 3) x) as promises,
      (select jsonb_agg(x) from (select i.number, d.reason from disputes d
        join invoices i on i.tenant_id = d.tenant_id and i.id = d.invoice_id
        where d.tenant_id = ${ctx.tenantId} and d.debtor_id = ${debtorId} and d.resolved_at is null
        order by d.opened_at desc, d.id desc limit 3) x) as disputes,
      (select jsonb_agg(x) from (select c.started_at::date as day, f.result ->> 'text' as text from calls c
        join call_followups f on f.tenant_id = c.tenant_id and f.call_id = c.id and f.step = 'summary' and f.status = 'done'
        where c.tenant_id = ${ctx.tenantId} and c.debtor_id = ${debtorId}
        order by c.started_at desc, c.id desc limit 3) x) as calls,
      (select jsonb_agg(x) from (select created_at::date as day, body as text from debtor_notes
        where tenant_id = ${ctx.tenantId} and debtor_id = ${debtorId} order by created_at desc, id desc limit 3) x) as notes`);
  const [row] = rows;
  const lines = [
    ...(row?.promises ?? []).map((one) => `Promise of ${formatMoney(one, "en")} by ${one.dueOn}: ${one.status}`),
    ...(row?.disputes ?? []).map(({ number, reason }) => `Disputed: ${number}${reason ? `, ${reason}` : ""}`),
    ...(row?.calls ?? []).map(({ day, text }) => `Call on ${day}: ${text}`),
    ...(row?.notes ?? []).map(({ day, text }) => `Note of ${day}: ${text}`),
  ].map((line) => redact(line).text.slice(0, lineMax));
  return { version: createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 12), lines };
}
