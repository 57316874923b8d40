// Why a touch was or was not made, rule by rule: one row a decision. Most decisions of a batch agree in all but whom they
// are about, so what they share is kept once and a receipt points at it; read together they are the whole decision.
import type { KeyObject } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { openSealed, personKeys, sealFor } from "@/server/audit/person-seal";
import { contentId } from "@/server/content-id";
import type { Decision, PolicyInput } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";

export type NewReceipt = {
  touchId: string;
  stage: "plan" | "dispatch";
  decision: Decision;
  /** At planning of the text with its variables, at dispatch of the words that leave; absent: nothing leaves. */
  contentHash?: string;
};

/** A decision as receipts keep it: instants are text, and the verdict stands in columns of its own. */
export type ReceiptDecision = Omit<Decision, "verdict" | "code" | "nextAllowedAt"> & { contentHash?: string };

/** Written in the transaction that makes the decisions true. */
export async function writeReceipts(tx: TenantTransaction, ctx: TenantContext, receipts: readonly NewReceipt[]) {
  if (receipts.length === 0) return;
  const at = ctx.clock.now().toISOString();
  const keys = await personKeys(
    tx,
    ctx,
    receipts.flatMap(({ decision }) => decision.asked?.debtor.id ?? []),
  );
  const reasonings = new Map<string, string>();
  const rows = receipts.map(({ touchId, stage, decision, contentHash }) => {
    const { shared, own, question } = parted(decision);
    const key = keys.get(decision.asked?.debtor.id ?? "");
    const { id: reasoningId, text } = reasoningOf(shared);
    reasonings.set(reasoningId, text);
    return {
      id: ctx.chance.id(),
      touch_id: touchId,
      stage,
      verdict: decision.verdict,
      code: decision.code,
      next_allowed_at: decision.nextAllowedAt?.toISOString() ?? null,
      decision: contentHash ? { ...own, contentHash } : own,
      sealed: question && key ? `\\x${sealFor(key, JSON.stringify(question), ctx.chance.bytes).toString("hex")}` : null,
      reasoning_id: reasoningId,
    };
  });
  const kept = `[${[...reasonings].map(([id, reasoning]) => `{"id":"${id}","reasoning":${reasoning}}`).join(",")}]`;
  await together([
    tx.execute(sql`
      insert into receipt_reasonings (tenant_id, id, reasoning)
      select ${ctx.tenantId}::uuid, id, reasoning from json_to_recordset(${kept}::json) as x(id uuid, reasoning jsonb)
      order by id on conflict do nothing`),
    tx.execute(sql`
      insert into touch_receipts (tenant_id, id, touch_id, stage, at, verdict, code, next_allowed_at, decision, sealed,
                                  reasoning_id)
      select ${ctx.tenantId}::uuid, id, touch_id, stage, ${at}::timestamptz, verdict, code, next_allowed_at, decision,
             sealed, reasoning_id
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(
        id uuid, touch_id uuid, stage text, verdict text, code text, next_allowed_at timestamptz, decision jsonb,
        sealed bytea, reasoning_id uuid)`),
  ]);
}

/** The shared part of the decision in receipts `r`, for `receiptDecision`. */
export const receiptReasoning: SQL = sql`(
  select x.reasoning from receipt_reasonings x where x.tenant_id = r.tenant_id and x.id = r.reasoning_id) as reasoning`;

/** What a receipt says to everyone; its question only to whoever has the person's key. */
export function receiptDecision({ decision, reasoning }: { decision: unknown; reasoning: unknown }): ReceiptDecision {
  const own = decision as Partial<ReceiptDecision>;
  const shared = (reasoning ?? {}) as Partial<ReceiptDecision>;
  return { ...shared, ...own, asked: null } as ReceiptDecision;
}

/** The question that was decided, as it was asked; null where there was none, or the person's key was destroyed. */
export function receiptQuestion(
  receipt: { decision: unknown; reasoning: unknown; sealed: Buffer | null },
  key: KeyObject | null,
): PolicyInput | null {
  const shared = ((receipt.reasoning ?? {}) as Partial<ReceiptDecision>).asked;
  const opened = receipt.sealed && openSealed(key, receipt.sealed);
  // Receipts that are older than the keys have it in the open.
  const own = opened ? JSON.parse(opened) : (receipt.decision as Partial<ReceiptDecision>).asked;
  return own ? { ...shared, ...own } : null;
}

/** What a workspace's decisions have in common: the answer, and of the question who asks, by which policy, what is said. */
function parted({ reasons, results, obligations, candidateZones, rulePackVersion, inputHash, asked }: Decision) {
  const answer = { reasons, results, obligations, candidateZones, rulePackVersion, asked: undefined };
  if (!asked) return { shared: answer, own: { inputHash }, question: null };
  const { collector, housePolicy, message, ...question } = asked;
  const common: Pick<PolicyInput, "collector" | "housePolicy" | "message"> = { collector, housePolicy, message };
  return { shared: { ...answer, asked: common }, own: { inputHash }, question };
}

type Shared = ReturnType<typeof parted>["shared"];

const KNOWN_MAX = 5_000;
const known = new Map<string, { id: string; text: string }>();

/** As it is kept. The same few come again and again, and to write each out would be a tenth of a wake. */
function reasoningOf(shared: Shared): { id: string; text: string } {
  const key = sayingOf(shared);
  const same = known.get(key);
  if (same) return same;
  const text = JSON.stringify(shared);
  const reasoning = { id: contentId(text), text };
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, reasoning);
  return reasoning;
}

/** All that tells one from another: what else stands in a reason or result follows from its rule, under that pack. */
function sayingOf({ results, reasons, obligations, candidateZones, rulePackVersion, asked }: Shared): string {
  let saying = `${rulePackVersion} ${candidateZones.join()} ${obligations.join()}`;
  for (const { ruleId, code, result } of results) saying += ` ${ruleId} ${code} ${result}`;
  for (const { ruleId, code, effect, facts } of reasons)
    saying += ` ${ruleId} ${code} ${effect} ${JSON.stringify(facts)}`;
  return asked ? `${saying} ${JSON.stringify(asked)}` : saying;
}
