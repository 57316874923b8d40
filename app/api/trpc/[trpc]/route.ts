import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { accountDoor } from "@/app/api/account-door";
import { appRouter } from "@/server/api/root";
import { refuseForeignOrigin } from "@/server/auth/door/refuse-foreign-origin";
import { apiContext } from "@/server/auth/sessions/current-person";
import { DomainError, databaseRefusal } from "@/server/errors";
import { log } from "@/server/log";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { limitedRequest } from "@/server/rate-limits/request-size";

export const dynamic = "force-dynamic";

/** Batches of small JSON; files have doors of their own. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Strangers sign up and sign in: nothing of theirs is long. */
const MAX_STRANGERS_BODY_BYTES = 64 * 1024;
/** A page asks for a handful at once. */
const MAX_CALLS = 50;

async function handle(request: Request): Promise<Response> {
  try {
    refuseForeignOrigin(request);
    const calls = new URL(request.url).pathname.split(",").length;
    if (calls > MAX_CALLS) throw new DomainError("TOO_LARGE", `At most ${MAX_CALLS} calls in one request.`);
    const stranger = isLarge(request) && !(await apiContext(request)).person;
    const limited = await limitedRequest(request, stranger ? MAX_STRANGERS_BODY_BYTES : MAX_BODY_BYTES);
    // Once all of it has come: a body may be sent slowly, and its sender removed meanwhile.
    const ctx = { ...(await apiContext(request)), accounts: await accountDoor() };
    await (ctx.person ? rateLimit("api.person", ctx.person.userId, calls) : rateLimit("api.ip", ctx.ip, calls));
    const response = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: limited,
      router: appRouter,
      createContext: () => ctx,
    });
    response.headers.set("x-request-id", ctx.requestId);
    response.headers.set("cache-control", "no-store");
    return response;
  } catch (error) {
    if (error instanceof DomainError) return refusal(error);
    log.error({ requestId: request.headers.get("x-request-id"), err: error }, "an API request failed");
    return refusal(databaseRefusal(error) ?? new DomainError("INTERNAL"));
  }
}

/** Longer than a stranger's may be, or of a length that it does not tell. */
function isLarge(request: Request): boolean {
  const declared = request.headers.get("content-length");
  return request.method !== "GET" && (declared === null || Number(declared) > MAX_STRANGERS_BODY_BYTES);
}

/** In the shape tRPC's client expects of an answer that no procedure gave. */
function refusal(error: DomainError): Response {
  const { retryAfterSeconds } = error.details;
  return Response.json(
    {
      error: {
        json: {
          message: error.message,
          code: -32_600,
          data: { code: error.code, httpStatus: error.status, requestId: null, retryAfterSeconds },
        },
      },
    },
    { status: error.status, headers: retryAfterSeconds ? { "retry-after": String(retryAfterSeconds) } : {} },
  );
}

export { handle as GET, handle as POST };
