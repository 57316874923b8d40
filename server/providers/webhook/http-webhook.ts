// Calls addresses that people typed. The name is resolved, every address it has is checked, and the connection goes to a
// checked address, so that neither another answer of the DNS nor a redirect leads inside.
import { lookup } from "node:dns";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import type { WebhookOutcome, WebhookPort, WebhookRequest } from "@/server/campaigns/effects/ports";
import { isPublicAddress } from "@/server/providers/webhook/public-address";

const REDIRECTS_MAX = 3;
const BODY_BYTES_MAX = 256 * 1024;

/** For tests: another resolver, an address that may be called after all, and no encryption. */
export type WebhookSettings = { resolve?: typeof lookup; isPublic?: (address: string) => boolean; plain?: boolean };

class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The adapter. */
export function httpWebhook(settings: WebhookSettings = {}): WebhookPort {
  return {
    name: "http",
    async call(request, signal) {
      try {
        return await follow(request, settings, signal);
      } catch (error) {
        if (signal.aborted) return { kind: "failed", code: "TIMEOUT" };
        const refused = refusalIn(error);
        if (refused) return { kind: "refused", code: refused };
        return { kind: "failed", code: codeOf(error) };
      }
    },
  };
}

async function follow(first: WebhookRequest, settings: WebhookSettings, signal: AbortSignal): Promise<WebhookOutcome> {
  let request = first;
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    const response = await post(request, settings, signal);
    const status = response.statusCode ?? 0;
    const location = response.headers.location;
    if (location && (status === 307 || status === 308)) {
      response.resume();
      request = { ...request, url: new URL(location, request.url).href };
      continue;
    }
    const text = await readBody(response);
    return readAnswer(status, text, response.headers["retry-after"]);
  }
  return { kind: "refused", code: "TOO_MANY_REDIRECTS" };
}

function readAnswer(status: number, text: string, retryAfter: string | undefined): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: "answered", body: jsonOf(text) };
  const retryAfterSeconds = Number.parseInt(retryAfter ?? "", 10);
  const later = { kind: "failed" as const, code: `HTTP_${status}` };
  if (status === 429 || status >= 500 || status === 408) {
    return Number.isFinite(retryAfterSeconds) ? { ...later, retryAfterSeconds } : later;
  }
  return { kind: "refused", code: `HTTP_${status}` };
}

function post(request: WebhookRequest, settings: WebhookSettings, signal: AbortSignal): Promise<IncomingMessage> {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const send = settings.plain ? httpRequest : httpsRequest;
  if (url?.protocol !== (settings.plain ? "http:" : "https:") || url.username || url.password) {
    throw new Refused("URL_REFUSED");
  }
  const isPublic = settings.isPublic ?? isPublicAddress;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A numeric host is connected to without any look-up.
  if (isIP(host) !== 0 && !isPublic(host)) throw new Refused("ADDRESS_REFUSED");
  return new Promise((resolve, reject) => {
    const call = send(
      url,
      {
        method: "POST",
        headers: {
          ...request.headers,
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(request.body)),
          "user-agent": "Duelane-Webhook/1",
          accept: "application/json",
        },
        signal,
        // A connection of its own: a pooled one may have been made for another name.
        agent: false,
        lookup: checkedLookup(settings.resolve ?? lookup, isPublic),
      },
      resolve,
    );
    call.on("error", reject);
    call.end(request.body);
  });
}

/** Resolves and hands on only if every address is public; what it hands on is what is connected to. */
function checkedLookup(resolve: typeof lookup, isPublic: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, { family: options.family, all: true }, (error, addresses) => {
      if (error) return done(error, "", 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isPublic(address))) {
        return done(new Refused("ADDRESS_REFUSED"), "", 0);
      }
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) {
      response.destroy();
      throw new Refused("ANSWER_TOO_LARGE");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalIn(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof Refused) return each.code;
  return undefined;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "NETWORK";
}
