// What a vendor's report about a touch means to the ledger and to the journey. Pure.
import type { Channel, SignalKind } from "@/server/journeys/graph/schema";
import type { CallResult, TouchStatus } from "@/server/touches/contract";

/** A call that never rang is no contact; everything else that left is one. */
export function countsAsContact(channel: Channel, call: CallResult | null): boolean {
  return channel !== "voice" || (call?.outcome !== "busy" && call?.outcome !== "failed");
}

/** What the journey hears when a vendor reports; the first outcome of a call only. */
export function signalOfReport(
  before: { channel: Channel; status: TouchStatus; call: CallResult | null },
  status: TouchStatus,
  call: CallResult | null,
): { kind: SignalKind; data?: Record<string, unknown> } | undefined {
  if (before.channel === "voice") {
    if (before.call?.outcome !== undefined) return undefined;
    if (call?.outcome === "answered") return { kind: "call_answered" };
    if (call?.outcome !== undefined) return { kind: "call_not_answered", data: { outcome: call.outcome } };
    return status === "failed" && before.status !== "failed" ? { kind: "call_not_answered" } : undefined;
  }
  if (status === before.status) return undefined;
  if (status === "delivered") return { kind: "delivered" };
  if (status === "bounced" || status === "failed") return { kind: "bounced" };
  return undefined;
}
