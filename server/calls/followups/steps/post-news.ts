// The news of a call for other systems: a signed POST whose id stays the same however often it is tried.
import type { FollowupPorts } from "@/server/calls/followups/ports";
import { loadNews, type News } from "@/server/calls/followups/steps/news";
import type { Followup, StepOutcome } from "@/server/calls/followups/steps/outcome";
import { webhookHeaders, webhookSecret } from "@/server/campaigns/effects/sign-webhook";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const TIMEOUT_MS = 15_000;
const VERSION = 1;

/** Every call. */
export async function tellCrm(ctx: TenantContext, of: Followup, ports: FollowupPorts): Promise<StepOutcome> {
  const news = await loadNews(ctx, of.callId);
  return post(ctx, of, ports, news.settings.crmUrl, { type: "call.ended", data: dataOf(news) });
}

/** Only a call after which somebody has something to do. */
export async function openTicket(ctx: TenantContext, of: Followup, ports: FollowupPorts): Promise<StepOutcome> {
  const news = await loadNews(ctx, of.callId);
  const [title] = news.summary.actions;
  if (title === undefined) return { kind: "skipped", code: "NOTHING_TO_DO" };
  return post(ctx, of, ports, news.settings.ticketUrl, { type: "call.ticket", data: { title, ...dataOf(news) } });
}

async function post(
  ctx: TenantContext,
  of: Followup,
  ports: FollowupPorts,
  url: string | null,
  message: { type: string; data: Record<string, unknown> },
): Promise<StepOutcome> {
  if (!url) return { kind: "skipped", code: "NOT_SET_UP" };
  const id = toPublicId("callFollowup", of.id);
  const at = ctx.clock.now();
  const body = JSON.stringify({ version: VERSION, id, timestamp: at.toISOString(), ...message });
  const headers = {
    ...webhookHeaders({ id, at, body }, webhookSecret(ctx.tenantId, ports.secret)),
    "idempotency-key": id,
  };
  const answer = await ports.webhook.call({ url, headers, body }, AbortSignal.timeout(TIMEOUT_MS));
  if (answer.kind === "answered") return { kind: "done", result: {} };
  if (answer.kind === "refused") return { kind: "failed", code: answer.code };
  const { code, retryAfterSeconds } = answer;
  return { kind: "retry", code, ...(retryAfterSeconds !== undefined && { afterSeconds: retryAfterSeconds }) };
}

function dataOf({ facts, summary }: News) {
  const { callId, debtor, direction, ending, outcome, startedAt, endedAt, talkSeconds, promises, disputes } = facts;
  return {
    callId: toPublicId("call", callId),
    debtor: debtor && { ...debtor, id: toPublicId("debtor", debtor.id) },
    direction,
    ending,
    outcome,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    talkSeconds,
    summary: { text: summary.text, actions: summary.actions },
    promises,
    disputes,
    callbackOn: facts.callbackOn,
  };
}
