import { and, eq, sql } from "drizzle-orm";
import { flowVersions } from "@/db/schema/flows";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { loadLedCall } from "@/server/calls/led/load-led-call";
import { followCall } from "@/server/calls/recording/follow-call";
import { found } from "@/server/errors";
import { executableFlow } from "@/server/flows/graph/schema";
import type { Language } from "@/server/flows/languages";
import type { TenantContext } from "@/server/tenant-context";
import { bridgeSentences, personaInstructions } from "@/server/voice/call/instructions";
import { issueStream } from "@/server/voice/streams/issue-stream";

/** A line that may be opened once, and what is said where it cannot be. */
export type ConnectedLine = { streamId: string; token: string; language: Language; apology: string };

/**
 * Somebody, or something, picked up a call that a conversation holds: lets the vendor open its line to the voice process.
 * null: the call has a script and keys. Throws NOT_FOUND where no touch placed such a call.
 */
export function connectCall(
  ctx: TenantContext,
  { touchId, callRef }: { touchId: string; callRef: string },
): Promise<ConnectedLine | null> {
  return withTenant(ctx, async (tx) => {
    const call = await loadLedCall(tx, ctx, touchId);
    if (!call) return null;
    const { languages } = await flowOfVersion(tx, ctx, call.flowVersionId);
    const language = languages.includes(call.language) ? call.language : (languages[0] ?? "en");
    const { rows } = await tx.execute<{ name: string }>(sql`select name from tenants where id = ${ctx.tenantId}`);
    const instructions = personaInstructions(found(rows[0], "The workspace").name, languages);
    const plan = { direction: "outbound" as const, language, languages, instructions };
    // Who picked up is told while we speak already: see the verdict's own report.
    await followCall(tx, ctx, touchId, { ending: "answered", over: false });
    const line = await issueStream(tx, ctx, { touchId, callRef, plan });
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
