import { withTenant } from "@/db/tenant-transaction";
import { answeringAt, type InboundCall, takeInbound } from "@/server/calls/inbound/take-inbound";
import { contextOf } from "@/server/conversations/receive-report";
import type { SpokenLanguage } from "@/server/conversations/standard-texts";
import { workspaceOfNumber } from "@/server/numbers/find-number";
import type { TenantContext } from "@/server/tenant-context";

/** What the caller hears; nothing where nobody has the number. */
export type InboundAnswer =
  | { do: "connect"; ctx: TenantContext; callId: string }
  | { do: "say_and_hang_up"; language: SpokenLanguage; text: string }
  | { do: "hang_up" };

/**
 * Somebody calls one of a workspace's numbers. Whom we recognise is led by its conversation; everybody else, and everybody
 * outside its hours, hears that somebody will call back, and a person is asked to. `hasLines`: the voice process can be reached.
 */
export async function answerInbound(
  call: InboundCall,
  { hasLines }: { hasLines: boolean },
  trace: { requestId?: string } = {},
): Promise<InboundAnswer> {
  const tenantId = await workspaceOfNumber(call.to);
  const ctx = tenantId && (await contextOf(tenantId, trace));
  if (!ctx) return { do: "hang_up" };
  return withTenant(ctx, async (tx): Promise<InboundAnswer> => {
    const taken = await takeInbound(tx, ctx, call, await answeringAt(tx, ctx, call.to), { hasLines });
    if (taken.how === "led") return { do: "connect", ctx, callId: taken.callId };
    const { language, text } = taken;
    return { do: "say_and_hang_up", language, text };
  });
}
