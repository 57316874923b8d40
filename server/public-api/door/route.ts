// The door of every operation: who bears the key, how often, what it may, what it says; then the one verb, and its answer.
import { resolveApiKey } from "@/server/api-keys/resolve-api-key";
import { callerAddress } from "@/server/auth/door/caller-address";
import { realClock } from "@/server/clock";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { authorise } from "@/server/mutate";
import { asDomainError } from "@/server/public-api/door/as-domain-error";
import { DoneBefore, once } from "@/server/public-api/door/once";
import { problem } from "@/server/public-api/door/problem";
import { bearerOf, bodyOf, idempotencyKeyOf, paramsOf, queryOf } from "@/server/public-api/door/read-request";
import type { Endpoint, Method } from "@/server/public-api/endpoint";
import { limits, rateLimit } from "@/server/rate-limits/rate-limit";
import type { TenantContext } from "@/server/tenant-context";

type Handler = ((request: Request) => Promise<Response>) & { endpoint?: Endpoint };

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies Method[];

/** The handlers of one address; methods that none of its endpoints takes are refused as a problem. */
export function route(...endpoints: Endpoint[]): Record<Method, Handler> {
  const allowed = endpoints.map(({ method }) => method).join(", ");
  const handlerOf = (method: Method): Handler => {
    const endpoint = endpoints.find((each) => each.method === method);
    if (endpoint) return Object.assign((request: Request) => answer(endpoint, request), { endpoint });
    return async (request) => {
      const none = endpoints.length === 0;
      const refusal = none
        ? new DomainError("NOT_FOUND", "There is nothing at this address. /api/v1/openapi.json says what there is.")
        : new DomainError("METHOD_NOT_ALLOWED");
      const response = problem(refusal, requestIdOf(request));
      if (!none) response.headers.set("allow", allowed);
      return response;
    };
  };
  return Object.fromEntries(methods.map((method) => [method, handlerOf(method)])) as Record<Method, Handler>;
}

async function answer(endpoint: Endpoint, request: Request): Promise<Response> {
  const startedAt = performance.now();
  const requestId = requestIdOf(request);
  const about: Record<string, unknown> = { requestId, endpoint: endpoint.id };
  const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
  const finish = (response: Response) => {
    for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
    // Never the address: it may name somebody.
    log.info({ ...about, ms: Math.round(performance.now() - startedAt), status: response.status }, "partner API");
    return response;
  };
  try {
    const bearer = await bearerFrom(request, requestId);
    Object.assign(about, { tenantId: bearer.ctx.tenantId, keyId: bearer.keyId });
    await countUse(bearer.keyId, headers);
    authorise(bearer.ctx, endpoint.action);
    const { status, body } = await perform(endpoint, request, bearer, headers);
    return finish(Response.json(body, { status }));
  } catch (thrown) {
    return finish(problem(asDomainError(thrown, about), requestId));
  }
}

type Bearer = Awaited<ReturnType<typeof resolveApiKey>>;

async function perform(endpoint: Endpoint, request: Request, bearer: Bearer, headers: Headers) {
  const url = new URL(request.url);
  const answerOf = (result: unknown) => ({ status: endpoint.status, body: endpoint.tell(result) });
  const { text, value } = await bodyOf(endpoint, request);
  const raw = { params: paramsOf(endpoint, url), query: queryOf(url), body: value };
  if (endpoint.method === "GET") return answerOf(await endpoint.perform(bearer.ctx, raw));
  const idempotencyKey = idempotencyKeyOf(request);
  // A body may be sent slowly, and the key revoked meanwhile.
  const { ctx, keyId, secret } = await bearerFrom(request, bearer.ctx.requestId);
  const what = [endpoint.method, url.pathname + url.search, text];
  const { tenantId } = ctx;
  const claim = once({ tenantId, keyId, secret, idempotencyKey, what, now: realClock.now() }, answerOf);
  const repeatable: TenantContext = { ...ctx, once: claim };
  try {
    return answerOf(await endpoint.perform(repeatable, raw));
  } catch (thrown) {
    if (!(thrown instanceof DoneBefore)) throw thrown;
    headers.set("idempotent-replayed", "true");
    return { status: thrown.status, body: thrown.body };
  }
}

/** Who sends what is no key is slowed down by where it comes from. */
async function bearerFrom(request: Request, requestId: string): Promise<Bearer> {
  try {
    return await resolveApiKey(bearerOf(request), { requestId });
  } catch (thrown) {
    if (thrown instanceof DomainError && thrown.code === "UNAUTHENTICATED") {
      const ip = callerAddress(request.headers.get("x-forwarded-for"), env().TRUSTED_PROXIES);
      await rateLimit("api.stranger", ip);
    }
    throw thrown;
  }
}

/** Counts the request for its key; told in the headers of draft-ietf-httpapi-ratelimit-headers. */
async function countUse(keyId: string, headers: Headers): Promise<void> {
  const { points, durationSeconds } = limits["api.key"];
  headers.set("ratelimit-policy", `"key";q=${points};w=${durationSeconds}`);
  const tell = (remaining: number, seconds: number) => headers.set("ratelimit", `"key";r=${remaining};t=${seconds}`);
  try {
    const { remaining, resetSeconds } = await rateLimit("api.key", keyId);
    tell(remaining, resetSeconds);
  } catch (thrown) {
    if (thrown instanceof DomainError) tell(0, thrown.details.retryAfterSeconds ?? durationSeconds);
    throw thrown;
  }
}

function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
