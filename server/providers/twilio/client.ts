// The vendor's SDK over an HTTP client of ours: it can be pointed elsewhere, gives up in time, and tells a request
// that never left from one that may have arrived.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import twilio from "twilio";
import { realClock } from "@/server/clock";
import { retryAfterSeconds, transportFailure } from "@/server/providers/transport-failure";
import type { SendResult } from "@/server/touches/ports";

export type TwilioSettings = {
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string;
  TWILIO_FROM_NUMBER: string;
  TWILIO_API_BASE_URL?: string;
  TWILIO_LOOKUPS_BASE_URL?: string;
};

const agents = {
  http: new HttpAgent({ keepAlive: true, maxSockets: 50 }),
  https: new HttpsAgent({ keepAlive: true, maxSockets: 50 }),
};
const TIMEOUT_MS = 15_000;
const RETRY_SECONDS = 5;

/** The SDK's own exception forgets the headers. */
class RateLimited extends Error {
  readonly status = 429;
  constructor(readonly retryAfter: string | undefined) {
    super("Twilio asks to slow down.");
  }
}

type Options = Parameters<twilio.RequestClient["request"]>[0];

class SignalledClient extends twilio.RequestClient {
  readonly #settings: TwilioSettings;
  readonly #signal: AbortSignal;

  constructor(settings: TwilioSettings, signal: AbortSignal) {
    super();
    this.#settings = settings;
    this.#signal = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  }

  override async request<TData>(
    options: Options,
  ): Promise<{ statusCode: number; body: TData; headers: unknown; toString(): string }> {
    const url = redirected(new URL(options.uri), this.#settings);
    for (const [name, value] of pairs(options.params)) url.searchParams.append(name, value);
    const form = new URLSearchParams(pairs(options.data)).toString();
    const response = await exchange(url, options, form, this.#signal);
    if (response.statusCode === 429) throw new RateLimited(response.headers["retry-after"]);
    return { ...response, body: response.body as TData, toString: () => `HTTP ${response.statusCode}` };
  }
}

/** A client for one exchange; `signal` ends it. */
export function twilioClient(settings: TwilioSettings, signal: AbortSignal) {
  return twilio(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, {
    httpClient: new SignalledClient(settings, signal),
  });
}

function redirected(url: URL, settings: TwilioSettings): URL {
  const lookups = url.hostname.startsWith("lookups.");
  const base = lookups
    ? (settings.TWILIO_LOOKUPS_BASE_URL ?? settings.TWILIO_API_BASE_URL)
    : settings.TWILIO_API_BASE_URL;
  if (!base) return url;
  const target = new URL(base);
  target.pathname = `${target.pathname.replace(/\/$/, "")}${url.pathname}`;
  target.search = url.search;
  return target;
}

function pairs(values: unknown): [string, string][] {
  if (typeof values !== "object" || values === null) return [];
  return Object.entries(values).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map((item) => [name, String(item)]);
  });
}

function exchange(url: URL, options: Options, form: string, signal: AbortSignal) {
  const secure = url.protocol === "https:";
  const body = options.method === "post" ? form : "";
  return new Promise<{ statusCode: number; body: string; headers: IncomingMessage["headers"] }>((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method: options.method.toUpperCase(),
        agent: secure ? agents.https : agents.http,
        signal,
        auth: `${options.username ?? ""}:${options.password ?? ""}`,
        headers: { ...options.headers, ...(body && { "Content-Length": Buffer.byteLength(body) }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            statusCode: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString("utf8"),
            headers: response.headers,
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Recipients the vendor will never reach, and why. https://www.twilio.com/docs/api/errors */
const invalidNumber = new Set([21211, 21217, 21401, 21407, 21421, 13223, 13224]);
const cannotReceive = new Set([21612, 21614, 21408, 21215, 21216, 13225, 13226, 13227]);
const ours = new Set([20003, 20005, 20403, 21606, 21659, 21660, 30002]);

/** What the vendor's error means for the outbox. */
export function twilioFailure(error: unknown): Exclude<SendResult, { kind: "accepted" }> {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") {
    return transportFailure(error);
  }
  if (error instanceof RateLimited) {
    const wait = retryAfterSeconds(error.retryAfter, realClock.now()) ?? RETRY_SECONDS;
    return { kind: "not_sent", code: "429", retryAfterSeconds: wait };
  }
  const number = "code" in error && typeof error.code === "number" ? error.code : undefined;
  const code = String(number ?? error.status);
  if (number === 21610) return { kind: "refused", code, suppress: "carrier_opt_out" };
  if (number !== undefined && invalidNumber.has(number)) return { kind: "refused", code, suppress: "undeliverable" };
  if (number !== undefined && cannotReceive.has(number)) return { kind: "refused", code };
  // The request arrived; whether the message left, only asking tells.
  if (error.status >= 500) return { kind: "in_doubt", code };
  if (error.status === 401 || error.status === 403 || (number !== undefined && ours.has(number))) {
    return { kind: "not_sent", code, retryAfterSeconds: 3600 };
  }
  // Without a code of Twilio's it is some gateway's word, which knows nothing of the recipient.
  if (number === undefined) return { kind: "in_doubt", code };
  return { kind: "refused", code };
}
