// The second look: claimed touches meet live money and the policy once more, in the transaction that claims them.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import { chasedMoney, debtorMoney } from "@/server/campaigns/money/enrollment-money";
import { createPayLinks } from "@/server/payments/links/pay-link";
import type { Decision } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import { loadContactFacts } from "@/server/touches/contact-facts";
import { loadLedger } from "@/server/touches/contact-ledger";
import type { TouchContent } from "@/server/touches/contract";
import type { ContactPoint, DebtorFacts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import { NOTHING_OWED } from "@/server/touches/deciding/judge-money";
import { lookAgain } from "@/server/touches/deciding/look-again";
import type { ClaimedTouch } from "@/server/touches/dispatch/claim-touches";
import { messageValues } from "@/server/touches/messages/message-values";
import type { MessageValues } from "@/server/touches/messages/render-message";
import { wordsHash, wordsOf } from "@/server/touches/messages/words-of";
import { writeReceipts } from "@/server/touches/outbox/receipts";
import { releaseSlots } from "@/server/touches/outbox/write-touches";

/** A touch that may leave, with all that its message needs. */
export type ReadyTouch = ClaimedTouch & {
  debtor: DebtorFacts;
  point: ContactPoint;
  company: { name: string; language: string; email: string | null; phone: string | null; postalAddress: string | null };
  values: MessageValues;
  /** What the rules demand of its text. */
  obligations: readonly string[];
  /** Of the words that were decided about: others are not sent. */
  contentHash: string;
  /** Of a call: the workspace's number that it is placed from. */
  callFrom?: string;
};

/** One that may not leave (any more). */
export type HeldTouch = { touch: ClaimedTouch; to: string };

export type Links = { publicUrl: string; unsubscribeUrl?: (touch: { tenantId: string; id: string }) => string | null };

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
  const urls = await payUrls(tx, ctx, allowed, links);
  const ready = allowed.map(({ touch, debtor, point, money, obligations }) => {
    const company = companyOf(facts.tenant, debtor);
    const mayUnsubscribe = touch.purpose === "reminder" || touch.purpose === "answer";
    const unsubscribeUrl = mayUnsubscribe
      ? (links.unsubscribeUrl?.({ tenantId: ctx.tenantId, id: touch.id }) ?? null)
      : null;
    const payUrl = urls.get(touch.id) ?? "";
    const values = messageValues({ tenant: facts.tenant, debtor, point, money, today, payUrl, unsubscribeUrl });
    const contentHash = wordsHash(touch.channel, wordsOf(touch.channel, { ...touch, company, values }));
    return { ...touch, obligations, debtor, point, company, values, contentHash };
  });
  const hashes = new Map(ready.map(({ id, contentHash }) => [id, contentHash]));
  await together([
    writeReceipts(
      tx,
      ctx,
      judged.map(({ touch, decision }) => ({
        touchId: touch.id,
        stage: "dispatch" as const,
        decision,
        contentHash: hashes.get(touch.id),
      })),
    ),
    claim.again ? undefined : writeVerdicts(tx, ctx, judged, claim.leaseSeconds),
  ]);
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
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(
      id uuid, status text, code text, dispatch_at timestamptz)
    where t.tenant_id = ${ctx.tenantId} and t.id = x.id and t.status = 'queued'`);
  const moved = rows.filter((row) => row.dispatch_at !== null);
  if (moved.length > 0) {
    await tx.execute(sql`
      update contact_ledger l set at = x.dispatch_at
      from json_to_recordset(${JSON.stringify(moved)}::json) as x(id uuid, dispatch_at timestamptz)
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
