// For *.db.test.ts of the partner API: every route as Next would find it, and a program that calls them with its key.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createApiKey } from "@/server/api-keys/create-api-key";
import { realChance } from "@/server/chance";
import { realClock } from "@/server/clock";
import type { Endpoint, Method } from "@/server/public-api/endpoint";
import type { Scope } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";

type Handler = ((request: Request) => Promise<Response>) & { endpoint?: Endpoint };
type Route = { path: string; handlers: Partial<Record<Method, Handler>> };

const root = fileURLToPath(new URL("..", import.meta.url));

/** Every route.ts under app/api/v1 with its address, parts in braces: "/debtors/{debtor}/consents". */
export async function everyRoute(): Promise<Route[]> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  return Promise.all(
    files.map(async (file) => ({
      path: `/${file.replace(/\/?route\.ts$/, "").replaceAll(/\[(?!\.)(\w+)\]/g, "{$1}")}`,
      handlers: (await import(/* @vite-ignore */ `${root}${file}`)) as Route["handlers"],
    })),
  );
}

export type Call = (
  method: Method,
  path: string,
  more?: { body?: unknown; headers?: Record<string, string>; idempotencyKey?: string | null },
) => Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;

/** A program that bears the key; null: none. `body` is sent as JSON, a string as it is. */
export function program(key: string | null, routes: readonly Route[]): Call {
  return async (method, path, { body, headers = {}, idempotencyKey } = {}) => {
    const [address = ""] = path.split("?");
    const handler = routeOf(routes, address).handlers[method];
    if (!handler) throw new Error(`No ${method} at ${path}`);
    const sent = new Headers(headers);
    if (key !== null) sent.set("authorization", `Bearer ${key}`);
    if (body !== undefined && !sent.has("content-type")) sent.set("content-type", "application/json");
    if (method !== "GET" && idempotencyKey !== null) sent.set("idempotency-key", idempotencyKey ?? crypto.randomUUID());
    const response = await handler(
      new Request(`http://localhost:3000/api/v1${path}`, {
        method,
        headers: sent,
        body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
      }),
    );
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    };
  };
}

/** As Next matches: parts as they are, then braces, then the rest. */
function routeOf(routes: readonly Route[], address: string): Route {
  const found = routes.find(({ path }) =>
    new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(address),
  );
  const rest = routes.find(({ path }) => path.includes("[..."));
  if (!found && !rest) throw new Error(`Nothing at ${address}`);
  return found ?? (rest as Route);
}

/** A key of the workspace, made now, as its text. */
export async function keyOf(ctx: TenantContext, scopes: Scope[]): Promise<string> {
  const person = { requestId: "test", ip: "", userAgent: null, clock: realClock, chance: realChance };
  return (await createApiKey(ctx, person, { name: "Transport system", scopes, days: 30 })).key;
}
