// Why a touch was or was not made, rule by rule: one row a decision. Most decisions of a batch agree in all but whom they
// are about, so what they share is kept once and a receipt points at it; read together they are the whole decision.
import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { contentId } from "@/server/content-id";
import type { Decision, PolicyInput } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";

export type NewReceipt = { touchId: string; stage: "plan" | "dispatch"; decision: Decision };

/** A decision as receipts keep it: instants are text, and the verdict stands in columns of its own. */
export type ReceiptDecision = Omit<Decision, "verdict" | "code" | "nextAllowedAt">;

/** Written in the transaction that makes the decisions true. */
export async function writeReceipts(tx: TenantTransaction, ctx: TenantContext, receipts: readonly NewReceipt[]) {
  if (receipts.length === 0) return;
  const at = ctx.clock.now().toISOString();
  const reasonings = new Map<string, string>();
  const rows = receipts.map(({ touchId, stage, decision }) => {
    const { shared, own } = parted(decision);
    const reasoning = JSON.stringify(shared);
    const reasoningId = idOf(reasoning);
    reasonings.set(reasoningId, reasoning);
    return {
      id: ctx.chance.id(),
      touch_id: touchId,
      stage,
      verdict: decision.verdict,
      code: decision.code,
      next_allowed_at: decision.nextAllowedAt?.toISOString() ?? null,
      decision: own,
      reasoning_id: reasoningId,
    };
  });
  const kept = `[${[...reasonings].map(([id, reasoning]) => `{"id":"${id}","reasoning":${reasoning}}`).join(",")}]`;
  await together([
    tx.execute(sql`
      insert into receipt_reasonings (tenant_id, id, reasoning)
      select ${ctx.tenantId}::uuid, id, reasoning from jsonb_to_recordset(${kept}::jsonb) as x(id uuid, reasoning jsonb)
      order by id on conflict do nothing`),
    tx.execute(sql`
      insert into touch_receipts (tenant_id, id, touch_id, stage, at, verdict, code, next_allowed_at, decision, reasoning_id)
      select ${ctx.tenantId}::uuid, id, touch_id, stage, ${at}::timestamptz, verdict, code, next_allowed_at, decision,
             reasoning_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
        id uuid, touch_id uuid, stage text, verdict text, code text, next_allowed_at timestamptz, decision jsonb,
        reasoning_id uuid)`),
  ]);
}

/** The shared part of the decision in receipts `r`, for `receiptDecision`. */
export const receiptReasoning: SQL = sql`(
  select x.reasoning from receipt_reasonings x where x.tenant_id = r.tenant_id and x.id = r.reasoning_id) as reasoning`;

/** The decision as it was made, of a receipt's two parts. */
export function receiptDecision({ decision, reasoning }: { decision: unknown; reasoning: unknown }): ReceiptDecision {
  const own = decision as Partial<ReceiptDecision>;
  const shared = (reasoning ?? {}) as Partial<ReceiptDecision>;
  const asked = own.asked && { ...shared.asked, ...own.asked };
  return { ...shared, ...own, asked: asked ?? null } as ReceiptDecision;
}

/** What a workspace's decisions have in common: the answer, and of the question who asks, by which policy, what is said. */
function parted({ reasons, results, obligations, candidateZones, rulePackVersion, inputHash, asked }: Decision) {
  const answer = { reasons, results, obligations, candidateZones, rulePackVersion };
  if (!asked) return { shared: answer, own: { inputHash, asked } };
  const { collector, housePolicy, message, ...own } = asked;
  const common: Pick<PolicyInput, "collector" | "housePolicy" | "message"> = { collector, housePolicy, message };
  return { shared: { ...answer, asked: common }, own: { inputHash, asked: own } };
}

const KNOWN_MAX = 5_000;
const known = new Map<string, string>();

/** The same few come again and again. */
function idOf(reasoning: string): string {
  let id = known.get(reasoning);
  if (!id) {
    id = contentId(reasoning);
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(reasoning, id);
  }
  return id;
}
