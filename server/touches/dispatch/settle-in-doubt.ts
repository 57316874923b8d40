import { withTenant } from "@/db/tenant-transaction";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";
import { type ClaimedTouch, claimInDoubt, LEASE_SECONDS } from "@/server/touches/dispatch/claim-touches";
import { count, type DispatchReport, type DispatchTools, sendAll } from "@/server/touches/dispatch/dispatch-touches";
import { prepareTouches, type ReadyTouch } from "@/server/touches/dispatch/prepare-dispatch";
import { readSendResult, TRIES_MAX } from "@/server/touches/dispatch/read-send-result";
import { type Outcome, type Result, recordResults } from "@/server/touches/dispatch/record-results";
import { idempotencyKey, type Route, renderTouch } from "@/server/touches/dispatch/send-touch";
import type { SendLookup } from "@/server/touches/ports";

const BATCH = 50;
/** A vendor that cannot be reached is asked for about a day before a person is. */
const ASKED_MAX = TRIES_MAX + 14;

/**
 * Settles sends whose claim ran out. Where the vendor can be asked it is asked; where it drops a second send with the
 * same key it is sent again; where neither is possible the touch becomes `unknown`: it counts as a contact, is never
 * sent again by itself, and a person is told.
 */
export async function settleInDoubt(
  ctx: TenantContext,
  route: Route,
  tools: DispatchTools,
  options: { timeoutMs?: number; leaseSeconds?: number; goOn?: () => boolean } = {},
): Promise<DispatchReport> {
  const { timeoutMs = 20_000, leaseSeconds = LEASE_SECONDS } = options;
  const report: DispatchReport = { claimed: 0, sent: 0, failed: 0, requeued: 0, unknown: 0, held: 0, inDoubt: 0 };
  while (options.goOn?.() ?? true) {
    const { claimed, ready, held } = await withTenant(ctx, async (tx) => {
      const claimed = await claimInDoubt(tx, ctx, route.channel, BATCH, leaseSeconds);
      return { claimed, ...(await prepareTouches(tx, ctx, claimed, tools, { again: true, leaseSeconds })) };
    });
    if (claimed.length === 0) return report;
    report.claimed += claimed.length;
    const byId = new Map(ready.map((touch) => [touch.id, touch]));
    const addresses = new Map(held.map(({ touch, to }) => [touch.id, to]));
    const results = await Promise.all(
      claimed.map((touch) =>
        settleOne(
          ctx,
          route,
          tools,
          { touch, ready: byId.get(touch.id), to: addresses.get(touch.id) ?? "" },
          timeoutMs,
        ),
      ),
    );
    await recordResults(ctx, results);
    count(report, results);
    report.held += held.length;
    if (claimed.length < BATCH) return report;
  }
  return report;
}

async function settleOne(
  ctx: TenantContext,
  route: Route,
  tools: DispatchTools,
  doubtful: { touch: ClaimedTouch; ready: ReadyTouch | undefined; to: string },
  timeoutMs: number,
): Promise<Result> {
  const { port } = route;
  const { touch, ready } = doubtful;
  const base = {
    touch,
    provider: port.name,
    from: (route.channel === "email" ? ready?.company.email : ready?.company.phone) ?? port.name,
    to: ready?.point.address ?? doubtful.to,
  };
  if (port.find) {
    const found = await ask(port.find.bind(port), touch, base.to, timeoutMs);
    if (found.kind === "sent") {
      const text = ready ? await renderTouch(route.channel, ready, tools.renderer) : null;
      const message = text ? { subject: text.subject || null, body: text.text } : null;
      return { ...base, outcome: { kind: "sent", providerRef: found.providerRef, message } };
    }
    if (found.kind === "not_sent") return { ...base, outcome: notSent(touch, ctx.clock.now()) };
    if (found.kind === "unreachable") return { ...base, outcome: later(touch) };
  }
  if (port.deduplicates && ready) {
    const [result] = await sendAll(ctx, route, [ready], tools, { timeoutMs });
    if (!result) return { ...base, outcome: later(touch) };
    // "Not sent" is only about this attempt; the first one is in doubt as before.
    const { outcome } = result;
    return outcome.kind === "requeue" || outcome.kind === "doubt" ? { ...result, outcome: later(touch) } : result;
  }
  return { ...base, outcome: { kind: "unknown", code: "IN_DOUBT" } };
}

async function ask(
  find: NonNullable<Route["port"]["find"]>,
  touch: ClaimedTouch,
  to: string,
  timeoutMs: number,
): Promise<SendLookup | { kind: "unreachable" }> {
  const query = { idempotencyKey: idempotencyKey(touch.id), to, sentAfter: touch.dispatchAt, touchId: touch.id };
  try {
    return await find(query, AbortSignal.timeout(timeoutMs));
  } catch (error) {
    log.warn({ touchId: touch.id, err: { type: error instanceof Error ? error.name : "unknown" } }, "vendor not asked");
    return { kind: "unreachable" };
  }
}

/** Sent at once where a worker died before it sent; a vendor that takes nothing is tried less and less often, and not for ever. */
function notSent(touch: ClaimedTouch, now: Date): Outcome {
  if (touch.attempts <= 2) return { kind: "requeue", code: "NOT_SENT", dispatchAt: now };
  const settling = { deduplicates: false, canBeAsked: true };
  // Each try was claimed twice: to send, and to ask what became of it.
  const attempts = Math.ceil(touch.attempts / 2);
  return readSendResult({ kind: "not_sent", code: "NOT_SENT" }, { attempts, now, settling, message: null });
}

function later(touch: ClaimedTouch): Outcome {
  if (touch.attempts >= ASKED_MAX) return { kind: "unknown", code: "IN_DOUBT" };
  return {
    kind: "doubt",
    code: "IN_DOUBT",
    seconds: Math.min(5 * 2 ** Math.min(touch.attempts, 12), LEASE_SECONDS * 60),
  };
}
