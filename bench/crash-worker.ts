// A worker of bench:crash: wakes, dispatches and settles until it is killed, or told that all is done.
import { httpEmail, httpSms, httpVoice } from "@/bench/http-vendor";
import { renderReminder } from "@/emails/reminder";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { systemContext } from "@/server/tenancy/workspace-context";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import type { Route } from "@/server/touches/dispatch/send-touch";
import { settleInDoubt } from "@/server/touches/dispatch/settle-in-doubt";
import { MessageRenderer } from "@/server/touches/messages/render-message";

export type CrashTask = { tenantId: string; vendors: { email: string; sms: string; voice: string } };

/** A live worker's claim holds far longer than its call may take; the dead one's is soon taken over. */
const TIMEOUT_MS = 1_000;
const LEASE_SECONDS = 3;

const renderer = new MessageRenderer(renderReminder);

process.on("message", async ({ tenantId, vendors }: CrashTask) => {
  const routes: Route[] = [
    { channel: "email", port: httpEmail(vendors.email, "deduplicates") },
    { channel: "sms", port: httpSms(vendors.sms, "can_be_asked") },
    { channel: "voice", port: httpVoice(vendors.voice, "neither") },
  ];
  const tools = { publicUrl: "https://pay.example", renderer };
  let begun = false;
  for (;;) {
    const ctx = await systemContext(tenantId, "bench");
    const woken = await wakeDue(ctx, { batchSize: 50, batchesMax: 2 });
    if (!begun) process.send?.("begun");
    begun = true;
    const reports = await Promise.all(
      routes.flatMap((route) => [
        dispatchTouches(ctx, route, tools, {
          touchesMax: 20,
          concurrency: 4,
          timeoutMs: TIMEOUT_MS,
          leaseSeconds: LEASE_SECONDS,
        }),
        settleInDoubt(ctx, route, tools, { timeoutMs: TIMEOUT_MS, leaseSeconds: LEASE_SECONDS }),
      ]),
    );
    const idle = woken.woken === 0 && reports.every((report) => report.claimed === 0);
    if (idle) await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
process.send?.("ready");
