import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { realClock } from "@/server/clock";
import type { Language } from "@/server/flows/languages";
import { systemContext } from "@/server/tenancy/workspace-context";
import { bridgeSentences } from "@/server/voice/call/instructions";
import { callPlan } from "@/server/voice/streams/contract";
import { loseCall } from "@/server/voice/streams/keep-streams";

/** What the line does next. */
export type AfterStream = { do: "hang_up" } | { do: "say_and_hang_up"; language: Language; text: string };

/**
 * The line to us is closed and the vendor asks what now. Where we or the person ended it, nothing. Where it broke, or our
 * process went away, whoever is still there hears a sentence and is called back.
 */
export async function afterStream(call: { tenantId: string; streamId: string; callRef: string }): Promise<AfterStream> {
  const ctx = await systemContext(call.tenantId, "vendor webhook");
  const now = realClock.now().toISOString();
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ ended_by: string | null; call_id: string; plan: unknown }>(sql`
      select ended_by, call_id, plan from voice_streams
      where tenant_id = ${ctx.tenantId} and id = ${call.streamId} and call_ref = ${call.callRef} for update`);
    const stream = rows[0];
    if (!stream || stream.ended_by === "us" || stream.ended_by === "them") return { do: "hang_up" };
    if (stream.ended_by === null) {
      await tx.execute(sql`
        update voice_streams set ended_at = ${now}, ended_by = 'lost', detail = 'line_closed_without_end'
        where tenant_id = ${ctx.tenantId} and id = ${call.streamId}`);
    }
    await loseCall(tx, ctx, stream.call_id);
    const { language } = callPlan.parse(stream.plan);
    return { do: "say_and_hang_up", language, text: bridgeSentences[language].fault };
  });
}
