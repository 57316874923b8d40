// What is written down of a call that is over: the facts that every step after it works from.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import {
  type CallDirection,
  type CallEnding,
  type CallMood,
  type CallOutcome,
  type CallSpeaker,
  moodOf,
} from "@/server/calls/contract";
import { found } from "@/server/errors";
import { isLocale, type Locale } from "@/server/i18n/locales";
import type { Money } from "@/server/money";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";

const TURNS_MAX = 2_000;

export type SaidTurn = { speaker: CallSpeaker; kind: "speech" | "keys"; text: string };

export type CallFacts = {
  callId: string;
  direction: CallDirection;
  debtor: { id: string; externalId: string; name: string } | null;
  ending: CallEnding | null;
  outcome: CallOutcome | null;
  mood: CallMood | null;
  startedAt: Date;
  endedAt: Date | null;
  talkSeconds: number;
  /** The day of the call, where the workspace is. */
  day: string;
  workspace: { name: string; slug: string; language: Locale; currency: string };
  promises: (Money & { dueOn: string })[];
  disputes: { invoice: string; reason: string | null }[];
  callbackOn: string | null;
  turns: SaidTurn[];
};

/** Throws NOT_FOUND. */
export async function loadCallFacts(tx: TenantTransaction, ctx: TenantContext, callId: string): Promise<CallFacts> {
  const { rows } = await tx.execute<FactsRow>(sql`
    select c.direction, c.ending, c.outcome, c.sentiment, c.started_at, c.ended_at, c.talk_seconds, c.debtor_id,
      d.name, d.external_id, w.name as workspace, w.slug, w.language, w.currency, w.time_zone,
      (select coalesce(jsonb_agg(jsonb_build_object('amountMinor', p.amount_minor, 'currency', p.currency,
          'dueOn', p.due_on) order by p.created_at, p.id), '[]')
        from promises p where p.tenant_id = c.tenant_id and p.debtor_id = c.debtor_id and p.source = 'call'
          and (p.touch_id = c.touch_id or (c.touch_id is null and ${duringTheCall(sql`p.created_at`)}))) as promises,
      (select coalesce(jsonb_agg(jsonb_build_object('invoice', i.number, 'reason', x.reason) order by x.opened_at, x.id), '[]')
        from disputes x join invoices i on i.tenant_id = x.tenant_id and i.id = x.invoice_id
        where x.tenant_id = c.tenant_id and x.debtor_id = c.debtor_id and x.source = 'debtor'
          and ${duringTheCall(sql`x.opened_at`)} and exists (select 1 from skill_runs s where s.tenant_id = c.tenant_id
            and s.conversation_id = c.id and s.name = 'open_dispute')) as disputes,
      (select s.result ->> 'on' from skill_runs s where s.tenant_id = c.tenant_id and s.conversation_id = c.id
        and s.name = 'schedule_callback' order by s.at desc limit 1) as callback_on,
      (select coalesce(jsonb_agg(jsonb_build_object('speaker', t.speaker, 'kind', t.kind,
          'text', coalesce(t.heard_text, t.text)) order by t.position), '[]')
        from (select * from call_turns t where t.tenant_id = c.tenant_id and t.call_id = c.id
          order by t.position limit ${TURNS_MAX}) t) as turns
    from calls c
    join tenants w on w.id = c.tenant_id
    left join debtors d on d.tenant_id = c.tenant_id and d.id = c.debtor_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${callId}`);
  const row = found(rows[0], "The call");
  const startedAt = new Date(row.started_at);
  return {
    callId,
    direction: row.direction,
    debtor:
      row.debtor_id && row.name !== null && row.external_id !== null
        ? { id: row.debtor_id, externalId: row.external_id, name: row.name }
        : null,
    ending: row.ending,
    outcome: row.outcome,
    mood: moodOf(row.sentiment),
    startedAt,
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    talkSeconds: row.talk_seconds,
    day: dayIn(row.time_zone, startedAt),
    workspace: {
      name: row.workspace,
      slug: row.slug,
      language: isLocale(row.language) ? row.language : "en",
      currency: row.currency,
    },
    promises: row.promises,
    disputes: row.disputes,
    callbackOn: row.callback_on,
    turns: row.turns,
  };
}

const duringTheCall = (at: ReturnType<typeof sql>) =>
  sql`${at} >= c.started_at and ${at} <= coalesce(c.ended_at, ${at})`;

type FactsRow = {
  direction: CallDirection;
  ending: CallEnding | null;
  outcome: CallOutcome | null;
  sentiment: number | null;
  started_at: string;
  ended_at: string | null;
  talk_seconds: number;
  debtor_id: string | null;
  name: string | null;
  external_id: string | null;
  workspace: string;
  slug: string;
  language: string;
  currency: string;
  time_zone: string;
  promises: CallFacts["promises"];
  disputes: CallFacts["disputes"];
  callback_on: string | null;
  turns: SaidTurn[];
};
