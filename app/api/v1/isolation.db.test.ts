import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { everyRoute, keyOf, program } from "@/app/api/v1/testing/partner";
import { withTenant } from "@/db/tenant-transaction";
import { endpoints } from "@/server/public-api/catalogue";
import type { Endpoint } from "@/server/public-api/endpoint";
import { openApi } from "@/server/public-api/openapi";
import { toPublicId } from "@/server/public-ids";
import { type Scope, scopeOf, scopes } from "@/server/tenancy/permissions";
import { firstId, makeFullWorkspace } from "@/server/testing/full-workspace";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

let a: TestWorkspace;
let b: TestWorkspace;
let routes: Awaited<ReturnType<typeof everyRoute>>;
/** Parts of addresses that name one of A's things. */
const ofA: Record<string, string> = { registry: "US-DNC" };
const allScopes = Object.keys(scopes) as Scope[];

const bodies: Record<string, unknown> = {
  recordConsent: {
    channel: "voice",
    address: "+15125550143",
    kind: "express",
    purpose: "collection",
    evidence: "a call",
    grantedAt: "2026-01-05T09:00:00Z",
  },
  recordEvent: { event: "pod_received", data: { load_number: "L-1" } },
  revokeConsent: { how: "by letter" },
  uploadRegistryAnswers: {
    numbers: [{ number: "+15125550143", status: "blocked" }],
    checkedAt: "2026-01-05T09:00:00Z",
  },
};

/** They name nothing of A's by an id: what they find or write is the caller's own. */
const namesNobody = new Set(["uploadRegistryAnswers"]);

const requestTo = (endpoint: Endpoint) =>
  [
    endpoint.method,
    endpoint.path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(ofA[part] ?? part)),
    endpoint.method === "GET" ? {} : { body: bodies[endpoint.id] },
  ] as const;

/** Everything that A has, but not what a key leaves by being used. */
const dump = () =>
  withTenant(a.ctx, async (tx) => {
    const { rows: tables } = await tx.execute<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant_id' and table_name <> 'api_keys' order by 1`);
    const all: unknown[] = [];
    for (const { name } of tables) {
      const { rows } = await tx.execute(sql.raw(`select to_jsonb(t)::text as row from "${name}" t order by 1`));
      all.push([name, rows]);
    }
    return JSON.stringify(all);
  });

beforeAll(async () => {
  [a, b, routes] = [await makeFullWorkspace(), await makeWorkspace(), await everyRoute()];
  ofA.debtor = toPublicId("debtor", await firstId(a.ctx, "debtors"));
  ofA.consent = toPublicId("consent", await firstId(a.ctx, "consents"));
  const { rows } = await withTenant(a.ctx, (tx) =>
    tx.execute<{ address: string }>(sql`
      select p.address from contact_points p join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
      where p.kind = 'phone' and d.country = 'US' order by 1 limit 1`),
  );
  ofA.number = rows[0]?.address ?? "";
}, 120_000);

test("every route of the API is in its reference, and nothing else is", () => {
  const served = routes.flatMap(({ path, handlers }) =>
    Object.values(handlers).flatMap((handler) => (handler?.endpoint ? [`${handler.endpoint.method} ${path}`] : [])),
  );
  const known = endpoints.map(({ method, path }) => `${method} ${path}`);
  expect(served.sort()).toEqual([...known].sort());
  const { paths } = openApi("https://duelane.example") as { paths: Record<string, Record<string, unknown>> };
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(told.sort()).toEqual([...known].sort());
});

describe.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))("%s", (id, endpoint) => {
  test("answers A's own key, so that the refusals here mean something", async () => {
    const scope = scopeOf(endpoint.action);
    const call = program(await keyOf(a.ctx, scope ? [scope] : []), routes);
    const answer = await call(...requestTo(endpoint));
    // A revoked consent answers as well; A's debtor does not have the address that is sent.
    expect([id, answer.status]).toEqual([id, id === "recordConsent" ? 404 : endpoint.status]);
  });

  test("gives B's key nothing of A, with A's own ids, and changes nothing of A", async () => {
    const before = await dump();
    const answer = await program(await keyOf(b.ctx, allScopes), routes)(...requestTo(endpoint));
    if (namesNobody.has(id)) expect(answer.body).toMatchObject({ blocked: 0, clear: 0 });
    else expect([answer.status, answer.body.code]).toEqual([404, "NOT_FOUND"]);
    expect(await dump()).toBe(before);
  });

  test("is closed without a key, and to a key that lacks the scope", async () => {
    const before = await dump();
    const nobody = await program(null, routes)(...requestTo(endpoint));
    expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="duelane"']);
    const others = allScopes.filter((scope) => scope !== scopeOf(endpoint.action));
    const lacking = await program(await keyOf(b.ctx, others), routes)(...requestTo(endpoint));
    expect([lacking.status, lacking.body.code]).toEqual([403, "FORBIDDEN"]);
    expect(await dump()).toBe(before);
  });
});
