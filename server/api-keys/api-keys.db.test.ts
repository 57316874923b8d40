import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { createApiKey } from "@/server/api-keys/create-api-key";
import { readKey } from "@/server/api-keys/key-text";
import { listApiKeys } from "@/server/api-keys/list-api-keys";
import { resolveApiKey } from "@/server/api-keys/resolve-api-key";
import { revokeApiKey } from "@/server/api-keys/revoke-api-key";
import { realChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { mutate, read } from "@/server/mutate";
import { fromPublicId, toPublicId } from "@/server/public-ids";
import { type Action, permissions, roles, type Scope, scopeOf, scopes } from "@/server/tenancy/permissions";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";

const noon = new Date("2026-11-02T12:00:00Z");
const minutesLater = (minutes: number) => standingClock(new Date(noon.getTime() + minutes * 60_000));
const person = { requestId: "r", ip: "", userAgent: null, clock: standingClock(noon), chance: realChance };
const trace = { requestId: "test-request" };

async function withKey(held: Scope[] = ["consents:read"], days: 30 | 90 | 365 | null = 30) {
  const workspace = await makeWorkspace();
  const { keyId, key } = await createApiKey(workspace.ctx, person, { name: "TMS", scopes: held, days });
  return { ...workspace, keyId: fromPublicId("apiKey", keyId) ?? "", key };
}

describe("an API key", () => {
  test("names its workspace, itself and its scopes to whoever bears it, and says which mode it is for", async () => {
    const { ctx, keyId, key } = await withKey(["registries:write", "consents:read", "consents:read"]);
    expect(key).toMatch(/^dl_sandbox_[a-z0-9]{12}_[a-z0-9]{52}$/);
    const resolved = await resolveApiKey(key, trace, person.clock);
    expect(resolved.ctx).toMatchObject({
      tenantId: ctx.tenantId,
      mode: "sandbox",
      requestId: "test-request",
      actor: { kind: "partner", keyId, scopes: ["consents:read", "registries:write"] },
    });
    const live = await makeWorkspace({ mode: "live" });
    const made = await createApiKey(live.ctx, person, { name: "TMS", scopes: ["consents:read"], days: null });
    expect(made.key).toMatch(/^dl_live_/);
  });

  test("is told once: nothing that is kept holds its secret", async () => {
    const { ctx, key } = await withKey();
    const { secret, prefix } = readKey(key) ?? { secret: "", prefix: "" };
    const kept = await withTenant(ctx, (tx) =>
      tx.execute(sql`select k::text as row from api_keys k union all select e::text from audit_entries e`),
    );
    const text = JSON.stringify(kept.rows);
    expect(text).toContain(prefix);
    expect(text).not.toContain(secret);
    expect(JSON.stringify(await listApiKeys(ctx, noon))).not.toContain(secret);
  });

  test("that was guessed, cut or changed by a letter is nobody's", async () => {
    const { key } = await withKey();
    const other = key.slice(0, -1) + (key.endsWith("0") ? "1" : "0");
    const elsewhere = key.replace(/_[a-z0-9]{12}_/, `_${"0".repeat(12)}_`);
    for (const text of ["", "x", key.slice(1), key.slice(0, -1), `${key}0`, key.toUpperCase(), other, elsewhere])
      expect([text, await codeOf(resolveApiKey(text, trace, person.clock))]).toEqual([text, "UNAUTHENTICATED"]);
  });

  test("ends on its day, and at once when it is revoked; both by real time, whatever a sandbox's clock says", async () => {
    const { ctx, key, keyId } = await withKey();
    const days = (count: number) => minutesLater(count * 24 * 60);
    expect(await codeOf(resolveApiKey(key, trace, days(29.99)))).toBe("ok");
    expect(await codeOf(resolveApiKey(key, trace, days(30)))).toBe("UNAUTHENTICATED");
    expect((await listApiKeys(ctx, days(30).now()))[0]?.state).toBe("expired");
    await revokeApiKey(ctx, person, { keyId });
    await revokeApiKey(ctx, person, { keyId });
    expect(await codeOf(resolveApiKey(key, trace, person.clock))).toBe("UNAUTHENTICATED");
    expect((await listApiKeys(ctx, noon))[0]).toMatchObject({ state: "revoked", revokedAt: noon });
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select details from audit_entries where action = 'apiKeys.update' order by details ? 'revoked'`),
    );
    expect(rows).toEqual([
      { details: { scopes: ["consents:read"], lifetimeDays: 30 } },
      { details: { revoked: true } },
    ]);
  });

  test("notes its use to the minute, not at each request", async () => {
    const { ctx, key } = await withKey();
    const used = async () => (await listApiKeys(ctx, noon))[0]?.lastUsedAt;
    expect(await used()).toBeNull();
    await resolveApiKey(key, trace, person.clock);
    await resolveApiKey(key, trace, minutesLater(0.9));
    expect(await used()).toEqual(noon);
    await resolveApiKey(key, trace, minutesLater(1));
    expect(await used()).toEqual(minutesLater(1).now());
  });

  test("is made, seen and revoked by owners and admins alone, and never by a key", async () => {
    const { ctx, as, key, keyId } = await withKey(Object.keys(scopes) as Scope[]);
    const { ctx: partner } = await resolveApiKey(key, trace, person.clock);
    const input = { name: "Mine", scopes: ["consents:read" as const], days: null };
    for (const [who, actor] of [...roles.map((role) => [role, as(role)] as const), ["partner", partner] as const]) {
      const expected = ["owner", "admin"].includes(who) ? "ok" : "FORBIDDEN";
      expect([who, await codeOf(createApiKey(actor, person, input))]).toEqual([who, expected]);
      expect([who, await codeOf(listApiKeys(actor, noon))]).toEqual([who, expected]);
      if (expected !== "ok")
        expect([who, await codeOf(revokeApiKey(actor, person, { keyId }))]).toEqual([who, expected]);
    }
    expect((await listApiKeys(ctx, noon)).map(({ name }) => name).sort()).toEqual(["Mine", "Mine", "TMS"]);
  });
});

test("a key that works is never hidden behind newer ones that ended", async () => {
  const { ctx, keyId } = await withKey();
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      insert into api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_at, revoked_at)
      select tenant_id, gen_random_uuid(), 'Old', prefix || i, secret_hash, scopes, created_at + i * interval '1 second', created_at
      from api_keys, generate_series(1, 600) i returning id`),
  );
  expect(rows).toHaveLength(600);
  const [first] = await listApiKeys(ctx, noon);
  expect(first).toMatchObject({ id: toPublicId("apiKey", keyId), state: "works" });
});

test("a key outlives its maker's membership, and the list says that they left", async () => {
  const { ctx, key } = await withKey();
  await withTenant(ctx, (tx) => tx.execute(sql`delete from members`));
  expect(await codeOf(resolveApiKey(key, trace, person.clock))).toBe("ok");
  expect(await listApiKeys(ctx, noon)).toMatchObject([{ state: "works", createdBy: null }]);
});

test("a key may perform what its scopes open, and none of the other actions", async () => {
  for (const held of Object.keys(scopes) as Scope[]) {
    const { key } = await withKey([held]);
    const { ctx } = await resolveApiKey(key, trace, person.clock);
    for (const action of Object.keys(permissions) as Action[]) {
      const expected = scopeOf(action) === held ? "ok" : "FORBIDDEN";
      const nothing = async () => ({ result: null, audit: null });
      expect([held, action, await codeOf(mutate(ctx, action, nothing))]).toEqual([held, action, expected]);
      expect([held, action, await codeOf(read(ctx, action, nothing))]).toEqual([held, action, expected]);
    }
  }
});
