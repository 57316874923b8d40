// A call that comes to the workspace: who calls, and whether a conversation answers. Called inside a transaction.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { type Caller, recogniseCaller } from "@/server/calls/inbound/recognise-caller";
import { placeTurns } from "@/server/calls/recording/add-turns";
import { followCall, noteOutcome } from "@/server/calls/recording/follow-call";
import { type SpokenLanguage, spokenLanguage, standardTexts } from "@/server/conversations/standard-texts";
import { found } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import { type OpeningHours, openingHours } from "@/server/numbers/contract";
import { isOpen } from "@/server/numbers/opening-hours";
import type { TenantContext } from "@/server/tenant-context";

/** `callRef`: the vendor's id of it. */
export type InboundCall = { callRef: string; from: string; to: string };

/** Who answers where somebody called, and when. */
export type Answering = { hours: OpeningHours | null; flowVersionId: string | null };

/** Throws NOT_FOUND where the workspace does not have the number. */
export async function answeringAt(tx: TenantTransaction, ctx: TenantContext, e164: string): Promise<Answering> {
  const { rows } = await tx.execute<{ hours: unknown; flow_version_id: string | null }>(sql`
    select n.hours,
      (select v.id from flow_versions v where v.tenant_id = n.tenant_id and v.flow_id = n.flow_id
        order by v.number desc limit 1) as flow_version_id
    from phone_numbers n where n.tenant_id = ${ctx.tenantId} and n.e164 = ${e164} and n.archived_at is null`);
  const { hours, flow_version_id: flowVersionId } = found(rows[0], "The number");
  return { hours: openingHours.nullable().parse(hours), flowVersionId };
}

/** `led`: by a conversation. `called_back`: that is what they hear, and a person is asked to. */
export type TakenCall =
  | { callId: string; how: "led" }
  | { callId: string; how: "called_back"; language: SpokenLanguage; text: string };

/** The vendor's same call is taken once. `hasLines`: a conversation can reach the caller. */
export async function takeInbound(
  tx: TenantTransaction,
  ctx: TenantContext,
  call: InboundCall,
  { hours, flowVersionId }: Answering,
  { hasLines }: { hasLines: boolean },
): Promise<TakenCall> {
  const { rows } = await tx.execute<{ name: string; language: string; time_zone: string }>(sql`
    select name, language, time_zone from tenants where id = ${ctx.tenantId}`);
  const workspace = found(rows[0], "The workspace");
  const caller = await recogniseCaller(tx, ctx, call.from);
  const mayLead = hasLines && caller?.mayTalk === true && isOpen(hours, workspace.time_zone, ctx.clock.now());
  const language = caller?.language ?? workspace.language;
  const kept = await keepCall(tx, ctx, call, { caller, language, flowVersionId: mayLead ? flowVersionId : null });
  if (kept.flow_version_id) return { callId: kept.id, how: "led" };
  const spoken = spokenLanguage(language);
  const text = standardTexts[spoken].callBack(workspace.name);
  await promiseCallBack(tx, ctx, { callId: kept.id, debtorId: caller?.debtorId ?? null, language: spoken, text });
  return { callId: kept.id, how: "called_back", language: spoken, text };
}

async function keepCall(
  tx: TenantTransaction,
  ctx: TenantContext,
  { callRef, from, to }: InboundCall,
  { caller, language, flowVersionId }: { caller: Caller | null; language: string; flowVersionId: string | null },
) {
  await tx.execute(sql`
    insert into calls (tenant_id, id, direction, debtor_id, flow_version_id, provider_ref, from_number, to_number, language,
      status, started_at)
    values (${ctx.tenantId}, ${ctx.chance.id()}, 'inbound', ${caller?.debtorId ?? null}, ${flowVersionId}, ${callRef},
      ${from}, ${to}, ${language}, 'ringing', ${ctx.clock.now().toISOString()})
    on conflict (tenant_id, provider_ref) do nothing`);
  const { rows } = await tx.execute<{ id: string; flow_version_id: string | null }>(sql`
    select id, flow_version_id from calls where tenant_id = ${ctx.tenantId} and provider_ref = ${callRef}`);
  return found(rows[0], "The call");
}

async function promiseCallBack(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { callId: string; debtorId: string | null; language: SpokenLanguage; text: string },
): Promise<void> {
  const { callId, debtorId, language, text } = of;
  const subject = { subjectKind: "call", subjectId: callId };
  await placeTurns(tx, ctx, callId, [{ position: 1, speaker: "agent", kind: "speech", text, language }]);
  await followCall(tx, ctx, { callId }, { ending: "answered", over: true });
  await noteOutcome(tx, ctx, { callId }, "wants_person");
  await raiseTask(tx, ctx, { kind: "wants_person", key: `person:${callId}`, debtorId, ...subject });
}
