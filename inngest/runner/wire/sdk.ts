// The SDK's own handler, called in this process over its wire protocol: nothing of a function runs but through it.
import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Claim } from "@/inngest/runner/runs/claim";
import { canonicalJson, sign, verifySignature } from "@/inngest/runner/wire/signature";

const ORIGIN = "http://runner.duelane.internal/api/inngest";

/** One thing the function asks for, as it stands in a 206 reply. */
export type Op = {
  op: string;
  id: string;
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: { name?: string; message?: string; stack?: string };
  opts?: Record<string, unknown>;
};

export type Reply =
  | { kind: "returned"; output: unknown }
  | { kind: "ops"; ops: Op[]; race: boolean; retry: Retry }
  | { kind: "threw"; error: { name?: string; message?: string; stack?: string }; retry: Retry };

/** Whether the SDK wants the same call again, and when at the earliest. */
export type Retry = { again: boolean; after: string | null };

export type Sdk = {
  /** The functions as the SDK describes them to an engine. */
  describe(): Promise<unknown[]>;
  call(claim: Claim, maxAttempts: number, requestId: string): Promise<Reply>;
};

/** Opens the handler for these functions; every call is signed with the key and every reply's signature checked. */
export function openSdk(client: Inngest.Any, functions: InngestFunction.Any[], signingKey: string): Sdk {
  const handler = serve({ client, functions });

  async function send(method: "PUT" | "POST", query: string, payload: unknown, headers: Record<string, string>) {
    const body = canonicalJson(payload);
    const response = await handler(
      new Request(`${ORIGIN}${query}`, {
        method,
        body,
        headers: {
          host: "runner.duelane.internal",
          "content-type": "application/json",
          "x-inngest-signature": sign(body, signingKey, new Date()),
          ...headers,
        },
      }),
    );
    const text = await response.text();
    const signed = verifySignature(response.headers.get("x-inngest-signature"), text, signingKey, new Date());
    if (!signed) throw new Error(`The function handler's reply (${response.status}) is not signed with our key.`);
    return { response, value: text === "" ? null : (JSON.parse(text) as unknown) };
  }

  return {
    async describe() {
      const { response, value } = await send("PUT", "", { url: ORIGIN }, { "x-inngest-sync-kind": "in_band" });
      const functionsFound = (value as { functions?: unknown[] } | null)?.functions;
      if (response.status !== 200 || !functionsFound) {
        throw new Error(`The Inngest SDK did not describe its functions: ${response.status}`);
      }
      return functionsFound;
    },

    async call(claim, maxAttempts, requestId) {
      const { run, stepId } = claim;
      const query = `?fnId=${encodeURIComponent(run.function_id)}&stepId=${encodeURIComponent(stepId)}`;
      const { response, value } = await send("POST", query, callBody(claim, maxAttempts), {
        "x-run-id": run.id,
        "x-request-id": requestId,
        "x-inngest-job-id": `${claim.itemId}-${claim.attempt}`,
        "x-inngest-req-version": "2",
        traceparent: run.traceparent,
      });
      return readReply(response, value);
    },
  };
}

function callBody(claim: Claim, maxAttempts: number) {
  const { run } = claim;
  return {
    version: 2,
    event: run.events[0],
    events: run.events,
    steps: claim.memo,
    defers: {},
    ctx: {
      run_id: run.id,
      attempt: claim.attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: claim.parallel,
      use_api: false,
      stack: { stack: run.stack, current: run.stack.length },
    },
  };
}

function readReply(response: Response, value: unknown): Reply {
  const retry: Retry = {
    again: response.headers.get("x-inngest-no-retry") !== "true",
    after: response.headers.get("retry-after"),
  };
  if (response.status === 200) return { kind: "returned", output: value };
  if (response.status === 206) {
    const race = Number(response.headers.get("x-inngest-req-version")) < 2;
    return { kind: "ops", ops: value as Op[], race, retry };
  }
  const error = (value ?? {}) as { name?: string; message?: string; error?: string; stack?: string };
  return { kind: "threw", error: { ...error, message: error.message ?? error.error }, retry };
}

/** A request's id, given to the function with each call. */
export const newRequestId = (): string => randomUUID();
