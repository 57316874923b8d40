import { type Capability, env } from "@/server/env";
import { authorise } from "@/server/mutate";
import type { TenantContext } from "@/server/tenant-context";

export type ProviderStatus = {
  capability: Capability;
  /** Whether keys are set on this installation. */
  configured: boolean;
  /** What this workspace uses: a sandbox workspace never reaches a vendor, whatever keys are set. */
  uses: "real" | "sandbox" | "off";
};

/** Which capability is real here, which is the sandbox's, and which is off. */
export function providerStatus(ctx: TenantContext): ProviderStatus[] {
  authorise(ctx, "workspace.read");
  const have = env();
  const channel = (capability: "resend" | "twilio" | "stripe"): ProviderStatus => {
    const configured = have[capability] !== undefined;
    return { capability, configured, uses: ctx.mode === "sandbox" ? "sandbox" : configured ? "real" : "off" };
  };
  return [
    channel("resend"),
    channel("twilio"),
    channel("stripe"),
    { capability: "google", configured: have.google !== undefined, uses: have.google ? "real" : "off" },
    { capability: "inngest", configured: have.inngest !== undefined, uses: have.inngest ? "real" : "sandbox" },
  ];
}
