import { classifyReply, isCarrierKeyword, visibleReply } from "@/server/conversations/classify-reply";
import { workspacesOf } from "@/server/conversations/find-recipients";
import { onceForEvent } from "@/server/conversations/keep-webhook-event";
import { type Reply, receiveReply } from "@/server/conversations/receive-reply";
import { contextOf } from "@/server/conversations/receive-report";

/**
 * A message that came to a sender shared by workspaces: filed with the one that wrote to that address last. A wish to
 * stop, or to start again, counts for every workspace that knows the address, because the sender is the same.
 */
export async function receiveInbound(
  event: { provider: "resend" | "twilio"; externalId: string },
  reply: Omit<Reply, "carrierConfirms" | "providerRef"> & { providerRef: string },
  trace: { requestId?: string } = {},
): Promise<"applied" | "duplicate" | "ignored"> {
  const kind = reply.channel === "email" ? "email" : "phone";
  const from = reply.channel === "email" ? reply.from.toLowerCase() : reply.from;
  const tenantIds = await workspacesOf(kind, from);
  const record = { ...event, kind: `${reply.channel}.reply`, tenantId: tenantIds[0] ?? null, payload: {} };
  return onceForEvent(record, async () => {
    const { verdict: meaning } = classifyReply(reply.channel === "email" ? visibleReply(reply.text) : reply.text);
    const everywhere = meaning === "opt_out" || meaning === "opt_in";
    const carrierConfirms = reply.channel === "sms" && isCarrierKeyword(reply.text);
    let first = true;
    for (const tenantId of everywhere ? tenantIds : tenantIds.slice(0, 1)) {
      const ctx = await contextOf(tenantId, trace);
      // One confirmation is enough, whoever else shares the sender.
      if (ctx) await receiveReply(ctx, { ...reply, from, carrierConfirms: carrierConfirms || !first });
      first = false;
    }
    return tenantIds.length > 0;
  });
}
