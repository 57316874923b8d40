// A call of a workspace's own skill: signed as every webhook of ours, and tried again within its time where the receiver
// failed. It knows a repetition by the id, which is the same for the same call of the same conversation.
import { setTimeout as sleep } from "node:timers/promises";
import type { WebhookOutcome, WebhookPort } from "@/server/campaigns/effects/ports";
import { webhookHeaders } from "@/server/campaigns/effects/sign-webhook";
import type { Clock } from "@/server/clock";
import { type OwnSkill, type PlainValue, readAnswer } from "@/server/flows/skills/own-skill";

export type SkillCall = {
  id: string;
  url: string;
  secret: string;
  data: Record<string, unknown>;
};
/** `code`: what the conversation is told; `detail`: what the receiver or the network did. */
export type Answered =
  | { ok: true; result: Record<string, PlainValue> }
  | { ok: false; code: "TIMEOUT" | "UNAVAILABLE" | "REFUSED" | "INVALID_ANSWER"; detail: string };

const attemptsMax = 3;
const pauseMs = 250;

/** Never throws, and never takes longer than the skill may. */
export async function callSkill(
  webhook: WebhookPort,
  call: SkillCall,
  { results, timeoutMs }: Pick<OwnSkill, "results" | "timeoutMs">,
  clock: Clock,
): Promise<Answered> {
  const signal = AbortSignal.timeout(timeoutMs);
  const body = JSON.stringify({
    type: "conversation.skill",
    timestamp: clock.now().toISOString(),
    data: call.data,
  });
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send(webhook, call, body, clock, signal);
    if (outcome.kind === "answered") return read(outcome.body, results);
    if (outcome.kind === "refused") return { ok: false, code: "REFUSED", detail: outcome.code };
    if (signal.aborted) return { ok: false, code: "TIMEOUT", detail: outcome.code };
    const waitMs = outcome.retryAfterSeconds ? outcome.retryAfterSeconds * 1_000 : pauseMs * 2 ** (attempt - 1);
    if (attempt === attemptsMax || waitMs >= timeoutMs) return { ok: false, code: "UNAVAILABLE", detail: outcome.code };
    const isTooLate = await sleep(waitMs, false, { signal }).catch(() => true);
    if (isTooLate) return { ok: false, code: "UNAVAILABLE", detail: outcome.code };
  }
}

async function send(
  webhook: WebhookPort,
  { id, url, secret }: SkillCall,
  body: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<WebhookOutcome> {
  const headers = { ...webhookHeaders({ id, at: clock.now(), body }, secret), "idempotency-key": id };
  try {
    return await webhook.call({ url, headers, body }, signal);
  } catch {
    return { kind: "failed", code: signal.aborted ? "TIMEOUT" : "NETWORK" };
  }
}

function read(body: unknown, results: OwnSkill["results"]): Answered {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  if (!isObject) return { ok: false, code: "INVALID_ANSWER", detail: "NO_OBJECT" };
  const answer = readAnswer(body, results);
  return "missing" in answer ? { ok: false, code: "INVALID_ANSWER", detail: answer.missing } : { ok: true, ...answer };
}
