// tRPC, transport only: input → one verb. Every procedure is a workspace procedure unless it says otherwise.

import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { wireJson } from "@/server/api/wire-json";
import type { AccountDoor } from "@/server/auth/ports";
import { DomainError, databaseRefusal, type ErrorCode } from "@/server/errors";
import { log } from "@/server/log";
import type { TenantContext } from "@/server/tenant-context";

/** Who calls, found from the request by server/auth; `workspace` when the request names one the person is a member of. */
export type ApiContext = {
  requestId: string;
  ip: string;
  /** W3C trace id of the caller's `traceparent`, else made here. */
  traceId?: string;
  userAgent?: string | null;
  person: { userId: string; sessionId: string } | null;
  workspace: TenantContext | null;
  /** What account verbs need of their door; absent at doors that have no account procedures. */
  accounts?: AccountDoor;
};

const trpcCodes: Partial<Record<ErrorCode, TRPCError["code"]>> = {
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  UNAUTHENTICATED: "UNAUTHORIZED",
  INVALID_INPUT: "BAD_REQUEST",
  CONFLICT: "CONFLICT",
  PRECONDITION: "PRECONDITION_FAILED",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  SANDBOX_ONLY: "CONFLICT",
  LIVE_NEEDS_KEYS: "CONFLICT",
  ALREADY_RUNNING: "CONFLICT",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  PROVIDER_UNAVAILABLE: "BAD_GATEWAY",
};

const t = initTRPC.context<ApiContext>().create({
  transformer: wireJson,
  errorFormatter({ shape, error, ctx }) {
    const cause = error.cause;
    const domain = cause instanceof DomainError ? cause : undefined;
    const invalid = cause instanceof ZodError || misused.has(error.code);
    const code: ErrorCode = domain?.code ?? (invalid ? "INVALID_INPUT" : transportCode(error.code));
    return {
      message:
        domain?.message ??
        (invalid ? "Some input is not valid." : code === "INTERNAL" ? "Something failed on our side." : shape.message),
      code: shape.code,
      data: {
        code,
        httpStatus: shape.data.httpStatus,
        requestId: ctx?.requestId ?? null,
        fields: domain?.details.fields ?? (cause instanceof ZodError ? fieldsOf(cause) : undefined),
        retryAfterSeconds: domain?.details.retryAfterSeconds,
        reason: domain?.details.reason,
      },
    };
  },
});

/** The request itself is not one of ours: its JSON, its method, its content type. */
const misused = new Set<TRPCError["code"]>(["BAD_REQUEST", "METHOD_NOT_SUPPORTED", "UNSUPPORTED_MEDIA_TYPE"]);

function transportCode(code: TRPCError["code"]): ErrorCode {
  if (code === "UNAUTHORIZED") return "UNAUTHENTICATED";
  if (code === "NOT_FOUND" || code === "FORBIDDEN" || code === "CONFLICT") return code;
  return "INTERNAL";
}

function fieldsOf(error: ZodError) {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.message]));
}

const translateErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = databaseRefusal(result.error.cause) ?? result.error.cause;
  if (cause instanceof DomainError) {
    throw new TRPCError({ code: trpcCodes[cause.code] ?? "INTERNAL_SERVER_ERROR", message: cause.message, cause });
  }
  if (cause instanceof ZodError)
    throw new TRPCError({ code: "BAD_REQUEST", message: "Some input is not valid.", cause });
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    const error = cause ?? result.error;
    log.error(
      {
        requestId: ctx.requestId,
        tenantId: ctx.workspace?.tenantId,
        procedure: path,
        err: error,
      },
      "procedure failed",
    );
  }
  return result;
});

/** One line a request and procedure, with the ids to follow it by; never its input. */
const logRequests = t.middleware(async ({ ctx, path, type, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const line = {
    requestId: ctx.requestId,
    traceId: ctx.traceId,
    tenantId: ctx.workspace?.tenantId,
    procedure: path,
    type,
    ms: Math.round(performance.now() - startedAt),
    outcome: result.ok ? "ok" : result.error.code,
  };
  if (type === "mutation" || !result.ok) log.info(line, "procedure");
  else log.debug(line, "procedure");
  return result;
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** Anyone, signed in or not. */
export const publicProcedure = t.procedure.use(logRequests).use(translateErrors);

/** A signed-in person, in no workspace. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.person) throw new DomainError("UNAUTHENTICATED");
  return next({ ctx: { ...ctx, person: ctx.person } });
});

/** A member in a workspace; `ctx.workspace` is what verbs take. Roles are checked by the verb. */
export const workspaceProcedure = personProcedure.use(({ ctx, next }) => {
  if (!ctx.workspace)
    throw new DomainError("NOT_FOUND", "The workspace does not exist, or you are not a member of it.");
  return next({ ctx: { ...ctx, workspace: ctx.workspace } });
});
