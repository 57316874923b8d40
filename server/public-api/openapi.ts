// The reference of the partner API, OpenAPI 3.1, made of the schemas that the door itself checks with.
import { z } from "zod";
import { endpoints } from "@/server/public-api/catalogue";
import { problemSchema } from "@/server/public-api/door/problem";
import { API_ROOT } from "@/server/public-api/door/read-request";
import type { Endpoint } from "@/server/public-api/endpoint";
import { limits } from "@/server/rate-limits/rate-limit";
import { scopeOf } from "@/server/tenancy/permissions";

const VERSION = "1.0.0";

const perMinute = (limits["api.key"].points * 60) / limits["api.key"].durationSeconds;

const lead =
  `Other programs work in a workspace with a key that its owners and admins make in the settings. A sandbox workspace
has keys of its own (\`dl_sandbox_…\`) and reaches nobody; where its clock was moved, that clock says what is past and what
is to come. A key has ${perMinute} requests a minute.

Every change needs an \`Idempotency-Key\`: repeated with the same key and body within 24 hours it does nothing and gets the
first answer again, with \`Idempotent-Replayed: true\`; after 409, 429, 5xx or no answer at all, repeat it so. Lists come
in pages: pass \`nextCursor\` as \`cursor\`. Errors are RFC 9457 problems whose \`code\` stays. Within v1 fields are added
and never taken away or changed in meaning.`.replaceAll(/(\S)\n(\S)/g, "$1 $2");

type Json = Record<string, unknown>;

export function openApi(origin: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Duelane", version: VERSION, description: lead },
    servers: [{ url: `${origin}${API_ROOT}` }],
    security: [{ key: [] }],
    tags: [...new Set(endpoints.map(({ about }) => about))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "An API key of the workspace." } },
      schemas: { Problem: json(problemSchema) },
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
      ),
      responses: { Problem: problemAnswer("What went wrong, and what to do.") },
    },
  };
}

const headers = {
  "X-Request-Id": "The request's id; send one of your own, or take ours.",
  RateLimit: "What is left: requests (r) until so many seconds from now (t).",
  "RateLimit-Policy": "How many requests (q) in how many seconds (w) a key has.",
};
const sentHeaders = Object.fromEntries(
  Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

function operation(endpoint: Endpoint): Json {
  const { id, method, about, summary, description, action, params, query, body, status, answer } = endpoint;
  const changes = method !== "GET";
  return {
    operationId: id,
    tags: [about],
    summary,
    description: [description, `Needs the scope \`${scopeOf(action)}\`.`].filter(Boolean).join("\n\n"),
    "x-scope": scopeOf(action),
    parameters: [
      ...parametersOf(params, "path"),
      ...(query ? parametersOf(query, "query") : []),
      ...(changes ? [idempotencyKey] : []),
    ],
    requestBody: body && { required: true, content: { "application/json": { schema: json(body) } } },
    responses: {
      [status]: {
        description: "Done.",
        headers: sentHeaders,
        content: { "application/json": { schema: json(answer) } },
      },
      ...problemsOf(changes),
    },
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "One of your own for each change; the same when you repeat it.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function problemsOf(changes: boolean): Json {
  const known = {
    400: "Something is missing or not valid.",
    401: "The key is missing, unknown, revoked or expired.",
    403: "The key lacks the scope.",
    404: "It does not exist in this workspace.",
    ...(changes
      ? {
          409: "Somebody else was at it; send it again.",
          412: "The person was erased.",
          413: "The body is too large.",
          422: "The Idempotency-Key was used for another request.",
        }
      : {}),
    429: "Too many requests; `Retry-After` says how long to wait.",
  };
  const told = Object.entries(known).map(([status, description]) => [status, problemAnswer(description)]);
  return { ...Object.fromEntries(told), default: { $ref: "#/components/responses/Problem" } };
}

function problemAnswer(description: string): Json {
  const schema = { $ref: "#/components/schemas/Problem" };
  return { description, headers: sentHeaders, content: { "application/problem+json": { schema } } };
}

function parametersOf(schema: z.ZodObject, place: "path" | "query"): Json[] {
  const { properties = {}, required = [] } = json(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    description,
    schema,
  }));
}

/** What is sent: of a body what is taken, of an answer what its instants are as text. */
function json(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest as Json;
}
