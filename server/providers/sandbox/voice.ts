import { fileDelivery } from "@/server/providers/sandbox/deliveries";
import { fateOfNumber } from "@/server/providers/sandbox/magic-addresses";
import { SANDBOX_NUMBER } from "@/server/providers/sandbox/sms";
import type { VoicePort } from "@/server/touches/ports";

/** A phone that rings on the Sandbox page until somebody answers it, or the workspace's clock moves on. */
export const sandboxVoice: VoicePort = {
  name: "sandbox",
  deduplicates: true,
  async send(call) {
    const fate = fateOfNumber(call.to);
    if (fate === "invalid") return { kind: "refused", code: "21211", suppress: "undeliverable" };
    if (fate === "blocked_by_carrier") return { kind: "refused", code: "21610", suppress: "carrier_opt_out" };
    const states = { busy: "busy", voicemail: "voicemail", no_answer: "no_answer" } as const;
    return fileDelivery(call, {
      channel: "voice",
      fromAddress: call.from ?? SANDBOX_NUMBER,
      body: call.script,
      language: call.language,
      state: fate in states ? states[fate as keyof typeof states] : "ringing",
    });
  },
};
