// The second look: claimed touches meet live money and the policy once more, in the transaction that claims them.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import { chasedMoney, debtorMoney } from "@/server/campaigns/money/enrollment-money";
import type { Channel } from "@/server/journeys/graph/schema";
import { createPayLinks } from "@/server/payments/pay-link";
import type { Decision } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { loadLedger } from "@/server/touches/contact-ledger";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";
import type { ContactPoint, DebtorFacts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import { NOTHING_OWED } from "@/server/touches/deciding/judge-money";
import { lookAgain } from "@/server/touches/deciding/look-again";
import { messageValues } from "@/server/touches/messages/message-values";
import type { MessageValues } from "@/server/touches/messages/render-message";
import { writeReceipts } from "@/server/touches/outbox/receipts";
import { readTexts } from "@/server/touches/outbox/touch-texts";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

export type ClaimedTouch = {
  id: string;
  purpose: TouchPurpose;
  enrollmentId: string | null;
  debtorId: string;
  contactPointId: string | null;
  channel: Channel;
  content: TouchContent;
  dispatchAt: Date;
  attempts: number;
};

/** A touch that may leave, with all that its message needs. */
export type ReadyTouch = ClaimedTouch & {
  debtor: DebtorFacts;
  point: ContactPoint;
  company: { name: string; language: string; email: string | null; phone: string | null; postalAddress: string | null };
  values: MessageValues;
  /** What the rules demand of its text. */
  obligations: readonly string[];
};

/** One that may not leave (any more). */
export type HeldTouch = { touch: ClaimedTouch; to: string };

export type Links = { publicUrl: string; unsubscribeUrl?: (touch: { tenantId: string; id: string }) => string | null };

/** How long a claim holds, by the database's clock: far longer than a send may take. */
export const LEASE_SECONDS = 120;

/**
 * Claims queued touches that are due, from that time on; those of a campaign that a person paused stay. One that paused
 * because its budget is spent has paid for what it queued: that leaves.
 */
export async function claimTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  channel: Channel,
  selection: { limit: number; from: Date | null },
): Promise<ClaimedTouch[]> {
  const { from, limit } = selection;
  const paused = await tx.execute<{ id: string }>(
    sql`select id from campaigns where tenant_id = ${ctx.tenantId} and status = 'paused'
      and pause_reason is distinct from 'budget'`,
  );
  const stays =
    paused.rows.length > 0
      ? sql`and not (t.purpose = 'reminder' and exists (select 1 from enrollments e
              where e.tenant_id = t.tenant_id and e.id = t.enrollment_id
                and e.campaign_id = any(${sql.param(paused.rows.map(({ id }) => id))}::uuid[])))`
      : sql``;
  const { rows } = await tx.execute<TouchRow>(sql`
    select t.id, t.purpose, t.enrollment_id, t.debtor_id, t.contact_point_id, t.channel, t.content, t.text_id, t.dispatch_at,
           t.attempts + 1 as attempts
    from touches t
    where t.tenant_id = ${ctx.tenantId} and t.channel = ${channel} and t.status = 'queued'
      and t.dispatch_at <= ${ctx.clock.now().toISOString()}
      ${from ? sql`and t.dispatch_at >= ${from.toISOString()}` : sql``} ${stays}
    order by t.dispatch_at limit ${limit}
    for no key update of t skip locked`);
  return toClaimed(tx, ctx, rows);
}

/** Takes over sends whose claim ran out: their worker died, or was told nothing. */
export async function claimInDoubt(
  tx: TenantTransaction,
  ctx: TenantContext,
  channel: Channel,
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedTouch[]> {
  const { rows } = await tx.execute<TouchRow>(sql`
    update touches set claimed_until = now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where tenant_id = ${ctx.tenantId} and id in (
      select id from touches
      where tenant_id = ${ctx.tenantId} and channel = ${channel} and status = 'sending' and claimed_until < now()
      order by claimed_until limit ${limit} for no key update skip locked)
    returning id, purpose, enrollment_id, debtor_id, contact_point_id, channel, content, text_id, dispatch_at, attempts`);
  return toClaimed(tx, ctx, rows);
}

/**
 * Decides about claimed touches anew and writes their receipts. `claim.again`: they may have left already, so what is not
 * allowed any more is answered back instead of being cancelled.
 */
export async function prepareTouches(
  tx: TenantTransaction,
  ctx: TenantContext,
  touches: readonly ClaimedTouch[],
  links: Links,
  claim: { again: boolean; leaseSeconds: number },
): Promise<{ ready: ReadyTouch[]; held: HeldTouch[] }> {
  if (touches.length === 0) return { ready: [], held: [] };
  const now = ctx.clock.now();
  const facts = await loadContactFacts(
    tx,
    ctx,
    touches.map((touch) => touch.debtorId),
  );
  const today = dayIn(facts.tenant.timeZone, now);
  const people = touches.map((touch) => {
    const debtor = facts.debtors.get(touch.debtorId);
    return { touch, debtor, point: debtor?.points.find((candidate) => candidate.id === touch.contactPointId) };
  });
  const [moneyOf, ledger] = await together([
    loadMoney(tx, ctx, touches, today),
    loadLedger(tx, ctx, {
      debtorIds: touches.map((touch) => touch.debtorId),
      addresses: people.flatMap(({ point }) => point?.address ?? []),
      now,
    }),
  ]);
  const found = people.map((each) => ({ ...each, money: moneyOf(each.touch) }));

  const judged = found.map(({ touch, debtor, point, money }) => {
    const looked = lookAgain({ touch, debtor, point, money }, facts, ledger, now);
    return { touch, debtor, point, money, ...looked };
  });
  const allowed = judged.flatMap(({ touch, debtor, point, money, decision, verdict }) =>
    verdict === "allow" && debtor && point ? [{ touch, debtor, point, money, obligations: decision.obligations }] : [],
  );
  const stopped = judged.filter(({ verdict }) => verdict !== "allow");
  const [urls] = await together([
    payUrls(tx, ctx, allowed, links),
    writeReceipts(
      tx,
      ctx,
      judged.map(({ touch, decision }) => ({ touchId: touch.id, stage: "dispatch" as const, decision })),
    ),
    claim.again ? undefined : writeVerdicts(tx, ctx, judged, claim.leaseSeconds),
  ]);
  const ready = allowed.map(({ touch, debtor, point, money, obligations }) => ({
    ...touch,
    obligations,
    debtor,
    point,
    company: companyOf(facts.tenant, debtor),
    values: messageValues({
      tenant: facts.tenant,
      debtor,
      point,
      money,
      today,
      payUrl: urls.get(touch.id) ?? "",
      unsubscribeUrl:
        touch.purpose === "reminder"
          ? (links.unsubscribeUrl?.({ tenantId: ctx.tenantId, id: touch.id }) ?? null)
          : null,
    }),
  }));
  return { ready, held: stopped.map(({ touch, point }) => ({ touch, to: point?.address ?? "" })) };
}

async function loadMoney(tx: TenantTransaction, ctx: TenantContext, touches: readonly ClaimedTouch[], today: string) {
  const enrolled = touches.flatMap(({ enrollmentId, debtorId }) => (enrollmentId ? [{ enrollmentId, debtorId }] : []));
  const others = touches.filter((touch) => touch.enrollmentId === null).map((touch) => touch.debtorId);
  const byEnrollment = await chasedMoney(tx, ctx, enrolled, today);
  const byDebtor = others.length > 0 ? await debtorMoney(tx, ctx, others, today) : undefined;
  return (touch: ClaimedTouch): ChasedMoney =>
    touch.enrollmentId || !byDebtor ? byEnrollment(touch.enrollmentId ?? "") : byDebtor(touch.debtorId);
}

type Judged = {
  touch: ClaimedTouch;
  decision: Decision;
  verdict: "allow" | "defer" | "deny";
  until: Date | null;
};

/** allow → sending under a lease; defer → queued for later, its slot moved; deny → refused, or cancelled when settled. */
async function writeVerdicts(
  tx: TenantTransaction,
  ctx: TenantContext,
  judged: readonly Judged[],
  leaseSeconds: number,
) {
  const rows = judged.map(({ touch, decision, verdict, until }) => {
    const later = verdict === "defer" && until !== null ? until : null;
    const ended = decision.code === NOTHING_OWED ? "cancelled" : "refused";
    return {
      id: touch.id,
      status: verdict === "allow" ? "sending" : later ? "queued" : ended,
      code: verdict === "allow" ? null : decision.code,
      dispatch_at: later?.toISOString() ?? null,
    };
  });
  const now = ctx.clock.now().toISOString();
  await tx.execute(sql`
    update touches t set
      status = x.status,
      result_code = x.code,
      dispatch_at = coalesce(x.dispatch_at, t.dispatch_at),
      attempts = case when x.status = 'sending' then t.attempts + 1 else t.attempts end,
      claimed_until = case when x.status = 'sending' then now() + make_interval(secs => ${leaseSeconds}) end,
      settled_at = case when x.status in ('refused', 'cancelled') then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
      id uuid, status text, code text, dispatch_at timestamptz)
    where t.tenant_id = ${ctx.tenantId} and t.id = x.id and t.status = 'queued'`);
  const moved = rows.filter((row) => row.dispatch_at !== null);
  if (moved.length > 0) {
    await tx.execute(sql`
      update contact_ledger l set at = x.dispatch_at
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as x(id uuid, dispatch_at timestamptz)
      where l.tenant_id = ${ctx.tenantId} and l.touch_id = x.id`);
  }
  const ended = rows.filter((row) => row.status === "refused" || row.status === "cancelled");
  await releaseSlots(
    tx,
    ctx,
    ended.map((row) => row.id),
  );
}

async function payUrls(
  tx: TenantTransaction,
  ctx: TenantContext,
  allowed: readonly { touch: ClaimedTouch }[],
  links: Links,
): Promise<Map<string, string>> {
  const wanting = allowed.filter(({ touch }) => namesPayLink(touch.content));
  const made = await createPayLinks(
    tx,
    ctx,
    wanting.map(({ touch }) => ({ debtorId: touch.debtorId, touchId: touch.id, publicUrl: links.publicUrl })),
  );
  return new Map(wanting.map(({ touch }, at) => [touch.id, made[at]?.url ?? ""]));
}

function namesPayLink(content: TouchContent): boolean {
  if (content.type === "text") return false;
  return content.body.content.some((paragraph) =>
    paragraph.content.some((inline) => inline.type === "variable" && inline.name === "pay_link"),
  );
}

function companyOf(tenant: TenantFacts, debtor: DebtorFacts): ReadyTouch["company"] {
  const { name, email, phone, postalAddress } = tenant;
  return { name, language: debtor.language, email, phone, postalAddress };
}

type TouchRow = {
  id: string;
  purpose: TouchPurpose;
  enrollment_id: string | null;
  debtor_id: string;
  contact_point_id: string | null;
  channel: Channel;
  content: TouchContent | null;
  text_id: string | null;
  dispatch_at: string;
  attempts: number;
};

async function toClaimed(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  rows: readonly TouchRow[],
): Promise<ClaimedTouch[]> {
  const texts = await readTexts(
    tx,
    ctx,
    rows.flatMap((row) => row.text_id ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    enrollmentId: row.enrollment_id,
    debtorId: row.debtor_id,
    contactPointId: row.contact_point_id,
    channel: row.channel,
    content: contentOf(row, texts),
    dispatchAt: new Date(row.dispatch_at),
    attempts: row.attempts,
  }));
}

function contentOf(row: TouchRow, texts: ReadonlyMap<string, TouchContent>): TouchContent {
  const content = row.content ?? texts.get(row.text_id ?? "");
  if (!content) throw new Error(`Touch ${row.id} points at a text that is not there.`);
  return content;
}
