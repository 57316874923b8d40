import { and, eq, sql } from "drizzle-orm";
import { flowVersions } from "@/db/schema/flows";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { loadLedCall } from "@/server/calls/led/load-led-call";
import { type CallRef, followCall } from "@/server/calls/recording/follow-call";
import { found } from "@/server/errors";
import { executableFlow } from "@/server/flows/graph/schema";
import type { Language } from "@/server/flows/languages";
import type { TenantContext } from "@/server/tenant-context";
import { bridgeSentences, personaInstructions } from "@/server/voice/call/instructions";
import { issueStream } from "@/server/voice/streams/issue-stream";

/** A line that may be opened once, and what is said where it cannot be. */
export type ConnectedLine = { streamId: string; token: string; language: Language; apology: string };

/**
 * Somebody, or something, picked up a call that a conversation holds, or called us: lets the vendor open its line to the voice
 * process. null: the call has a script and keys. Throws NOT_FOUND where there is no such call.
 */
export function connectCall(ctx: TenantContext, of: CallRef & { callRef: string }): Promise<ConnectedLine | null> {
  return withTenant(ctx, async (tx) => {
    const call = await loadLedCall(tx, ctx, of);
    if (!call) return null;
    const { id: callId, direction } = call;
    const { languages } = await flowOfVersion(tx, ctx, call.flowVersionId);
    const language = languages.includes(call.language) ? call.language : (languages[0] ?? "en");
    const { rows } = await tx.execute<{ name: string }>(sql`select name from tenants where id = ${ctx.tenantId}`);
    const instructions = personaInstructions(found(rows[0], "The workspace").name, languages);
    // Who picked up is told while we speak already: see the verdict's own report.
    await followCall(tx, ctx, { callId }, { ending: "answered", over: false });
    const plan = { direction, language, languages, instructions };
    const line = await issueStream(tx, ctx, { callId, callRef: of.callRef, plan });
    return { ...line, language, apology: bridgeSentences[language].fault };
  });
}

async function flowOfVersion(tx: TenantTransaction, ctx: TenantContext, flowVersionId: string) {
  const [row] = await tx
    .select({ flow: flowVersions.flow })
    .from(flowVersions)
    .where(and(eq(flowVersions.tenantId, ctx.tenantId), eq(flowVersions.id, flowVersionId)));
  return executableFlow.parse(found(row, "The conversation").flow);
}
