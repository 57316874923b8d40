import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { visibleReply } from "@/server/conversations/classify-reply";
import type { WrittenChannel } from "@/server/conversations/written/contract";
import { type ExecutableFlow, executableFlow } from "@/server/flows/graph/schema";
import { loadBackground } from "@/server/flows/holding/load-background";
import type { ConversationFacts, MoneyNow } from "@/server/flows/interpreter/facts";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { type Language, language } from "@/server/flows/languages";
import { moneyOf } from "@/server/flows/skills/acts/account";
import type { WrittenMemory } from "@/server/flows/written/written-line";
import type { TenantContext } from "@/server/tenant-context";

/** A conversation that is due, with what was written since, and what happened with the debtor elsewhere. */
export type Written = {
  id: string;
  debtorId: string;
  channel: WrittenChannel;
  contactPointId: string | null;
  address: string | null;
  /** Of the debtor. */
  language: Language;
  flow: ExecutableFlow;
  state: ConversationState;
  revision: number;
  line: WrittenMemory | undefined;
  attempts: number;
  /** In the order they came; none: they are silent. */
  messages: { id: string; subject: string | null; body: string }[];
  money: MoneyNow;
  background: ConversationFacts["background"];
  elsewhere: Elsewhere;
};

/** What happened outside of the conversation that ends it. */
export type Elsewhere = { stop: string | null; isOptedOut: boolean; isDisputed: boolean; isPaused: boolean };

/** null: it is not due any more, or is over. */
export async function loadWritten(tx: TenantTransaction, ctx: TenantContext, id: string): Promise<Written | null> {
  const { rows } = await tx.execute<Row>(sql`
    select c.id, c.debtor_id as "debtorId", c.channel, c.contact_point_id as "contactPointId", c.state, c.revision, c.line,
      c.attempts, v.flow, d.language, d.stop, d.paused_reason is not null or d.automation_refused_at is not null as paused,
      p.address,
      exists (select 1 from opt_outs o where o.tenant_id = c.tenant_id and o.channel = c.channel
        and o.address = p.address and o.lifted_at is null) as "optedOut",
      exists (select 1 from disputes x where x.tenant_id = c.tenant_id and x.debtor_id = c.debtor_id
        and x.resolved_at is null and x.opened_at >= c.started_at and not exists (
          select 1 from skill_runs r where r.tenant_id = c.tenant_id and r.conversation_id = c.id
            and r.name = 'open_dispute')) as disputed
    from conversations c
    join flow_versions v on v.tenant_id = c.tenant_id and v.id = c.flow_version_id
    join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
    left join contact_points p on p.tenant_id = c.tenant_id and p.id = c.contact_point_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${id} and c.ended_at is null
      and c.due_at <= ${ctx.clock.now().toISOString()}`);
  const row = rows[0];
  if (!row) return null;
  const { stop, paused, optedOut, disputed, line, ...found } = row;
  const messages = await tx.execute<Written["messages"][number]>(sql`
    select id, subject, body from messages
    where tenant_id = ${ctx.tenantId} and conversation_id = ${id} and heard_at is null order by at, id`);
  return {
    ...found,
    flow: executableFlow.parse(row.flow),
    language: language.catch("en").parse(row.language.slice(0, 2)),
    line: line ?? undefined,
    // Of a mail what is theirs in it, and not what it quotes.
    messages: messages.rows.map((mail) =>
      row.channel === "email" ? { ...mail, body: visibleReply(mail.body) } : mail,
    ),
    money: await moneyOf(tx, ctx, row.debtorId),
    background: await loadBackground(tx, ctx, row.debtorId),
    elsewhere: { stop, isOptedOut: optedOut, isDisputed: disputed, isPaused: paused },
  };
}

type Row = {
  id: string;
  debtorId: string;
  channel: WrittenChannel;
  contactPointId: string | null;
  address: string | null;
  state: ConversationState;
  revision: number;
  line: WrittenMemory | null;
  attempts: number;
  flow: unknown;
  language: string;
  stop: string | null;
  paused: boolean;
  optedOut: boolean;
  disputed: boolean;
};
