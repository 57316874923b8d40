// Names for the ids that entries hold: one look-up by key in each table that has things people know by a name.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { LogThing } from "@/server/audit/contract";
import { type IdKind, toPublicId } from "@/server/public-ids";

type Named = { kind: string; id: string; label: string; debtor_id: string | null; campaign_id: string | null };

const publicKinds: Record<string, IdKind> = {
  debtor: "debtor",
  invoice: "invoice",
  payment: "payment",
  promise: "promise",
  dispute: "dispute",
  note: "note",
  task: "task",
  touch: "touch",
  call: "call",
  import: "import",
  journey: "journey",
  journey_version: "journeyVersion",
  journey_template: "journeyTemplate",
  flow: "flow",
  own_skill: "ownSkill",
  phone_number: "phoneNumber",
  campaign: "campaign",
  enrollment: "enrollment",
  member: "member",
  invitation: "invitation",
  api_key: "apiKey",
  question: "question",
  message: "message",
  checkout: "checkout",
  pay_link: "payLink",
  user: "user",
  rights_request: "rightsRequest",
  restricted_record: "restrictedRecord",
};

/** The tables of things that are known by whose they are. */
const ofDebtors = {
  payment: "payments",
  promise: "promises",
  note: "debtor_notes",
  task: "tasks",
  dispute: "disputes",
  question: "questions",
  message: "messages",
  checkout: "checkouts",
  pay_link: "pay_links",
  touch: "touches",
  call: "calls",
  consent: "consents",
  rights_request: "rights_requests",
  restricted_record: "restricted_records",
} as const;

/** How things are called by their ids; what is gone, or has no name, by its kind alone. */
export async function nameThings(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  ids: readonly string[],
): Promise<(kind: string, id: string | null) => LogThing> {
  const found = new Map<string, Named>();
  const wanted = [...new Set(ids)];
  if (wanted.length > 0) {
    const all = sql.param(wanted);
    const of = (table: string) =>
      sql`from ${sql.identifier(table)} x where x.tenant_id = ${ctx.tenantId} and x.id = any(${all}::uuid[])`;
    const ofDebtor = (kind: string, table: string): SQL => sql`
      select ${kind} as kind, x.id, d.name as label, d.id as debtor_id, null::uuid as campaign_id
      from ${sql.identifier(table)} x join debtors d on d.tenant_id = x.tenant_id and d.id = x.debtor_id
      where x.tenant_id = ${ctx.tenantId} and x.id = any(${all}::uuid[])`;
    const named = (kind: string, table: string, label: SQL): SQL => sql`
      select ${kind} as kind, x.id, ${label} as label, null::uuid as debtor_id, null::uuid as campaign_id ${of(table)}`;
    const { rows } = await tx.execute<Named>(
      sql.join(
        [
          sql`select 'debtor' as kind, x.id, x.name as label, x.id as debtor_id, null::uuid as campaign_id ${of("debtors")}`,
          sql`select 'invoice' as kind, x.id, x.number as label, x.debtor_id, null::uuid as campaign_id ${of("invoices")}`,
          ...Object.entries(ofDebtors).map(([kind, table]) => ofDebtor(kind, table)),
          sql`
            select 'enrollment' as kind, x.id, d.name as label, d.id as debtor_id, x.campaign_id
            from enrollments x join debtors d on d.tenant_id = x.tenant_id and d.id = x.debtor_id
            where x.tenant_id = ${ctx.tenantId} and x.id = any(${all}::uuid[])`,
          named("import", "imports", sql`x.file_name`),
          named("journey", "journeys", sql`x.name`),
          named("journey_template", "journey_templates", sql`x.name`),
          sql`
            select 'journey_version' as kind, x.id, j.name || ' · ' || x.number as label, null::uuid as debtor_id,
                   null::uuid as campaign_id
            from journey_versions x join journeys j on j.tenant_id = x.tenant_id and j.id = x.journey_id
            where x.tenant_id = ${ctx.tenantId} and x.id = any(${all}::uuid[])`,
          named("flow", "flows", sql`x.name`),
          named("own_skill", "flow_skills", sql`x.name`),
          named("phone_number", "phone_numbers", sql`x.label`),
          named("api_key", "api_keys", sql`x.name`),
          named("campaign", "campaigns", sql`x.name`),
          sql`
            select 'member' as kind, x.id, u.name as label, null::uuid as debtor_id, null::uuid as campaign_id
            from members x join users u on u.id = x.user_id
            where x.tenant_id = ${ctx.tenantId} and x.id = any(${all}::uuid[])`,
          sql`
            select 'user' as kind, u.id, u.name as label, null::uuid as debtor_id, null::uuid as campaign_id
            from users u where u.id = any(${all}::uuid[])`,
        ],
        sql` union all `,
      ),
    );
    for (const row of rows) found.set(row.id, row);
  }
  return (kind, id) => {
    const row = id === null ? undefined : found.get(id);
    const known = row?.kind ?? kind;
    const publicKind = publicKinds[known];
    return {
      kind: known,
      id: id !== null && publicKind ? toPublicId(publicKind, id) : null,
      label: row?.label ?? null,
      debtorId: row?.debtor_id ? toPublicId("debtor", row.debtor_id) : null,
      campaignId: row?.campaign_id ? toPublicId("campaign", row.campaign_id) : null,
    };
  };
}
