import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { sharedConnection } from "@/db/client";
import { asSystem, type systemReasons } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { makeWorkspace } from "@/server/testing/workspace";

/** Tables without a tenant, and why; everything else must have tenant_id, the policy and FORCE. */
const EXCEPTIONS: Record<string, string> = {
  tenants: "its own id is the tenant; the policy compares that",
  users: "a person belongs to several workspaces; visible to fellow members only",
  user_accounts: "belongs to a person; system role only",
  user_sessions: "belongs to a person; system role only",
  user_tokens: "single-use links exist before a workspace is chosen; system role only",
  user_events: "audit trail of a person; system role only",
  sandbox_mails: "sign-in mails of an installation without a mail vendor; system role only",
  dial_pace: "when the telephone provider takes the next call; system role only",
  rate_limits: "counters per hashed address, person and key; system role only",
  webhook_events: "a vendor's webhook names no workspace until it is read; system role only",
};

/** Indexes that do not begin with tenant_id, and why. */
const ACROSS_TENANTS: Record<string, string> = {
  contact_points_any_workspace: "an incoming text names a number and no workspace; the system role looks it up",
  audit_entries_position: "the sealing reads the new entries of all workspaces in one pass; so it does the next two",
  touch_receipts_position: "as above",
  enrollment_history_position: "as above",
};

type Table = {
  name: string;
  enabled: boolean;
  forced: boolean;
  has_tenant: boolean;
  tenant_policy: string | null;
  app_policies: number;
};

async function catalogue(): Promise<Table[]> {
  const { rows } = await sharedConnection().db.execute(sql`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as has_tenant,
      (select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation') as tenant_policy,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid
         and 'duelane_app'::regrole = any(p.polroles)) as app_policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  return rows as Table[];
}

describe("the catalogue", () => {
  test("every table has tenant_id, the tenant policy and FORCE, or is on the list of exceptions", async () => {
    const tables = await catalogue();
    expect(tables.length).toBeGreaterThan(30);
    const wrong = tables.filter((table) => {
      if (!table.enabled || !table.forced) return true;
      if (table.name in EXCEPTIONS)
        return table.name !== "tenants" && table.app_policies > (table.name === "users" ? 1 : 0);
      const bound = table.tenant_policy?.includes("tenant_id") && table.tenant_policy.includes("app.tenant_id");
      return !(table.has_tenant && bound && table.app_policies === 1);
    });
    expect(wrong).toEqual([]);
  });

  test("every exception still exists", async () => {
    const names = (await catalogue()).map((table) => table.name);
    expect(Object.keys(EXCEPTIONS).filter((name) => !names.includes(name))).toEqual([]);
  });

  test("tenant_id leads every index of a tenant table, but for unique keys and listed look-ups of a door", async () => {
    const { rows } = await sharedConnection().db.execute(sql`
      select i.indexrelid::regclass::text as name
      from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relnamespace = 'public'::regnamespace and not i.indisunique
        and i.indkey[0] <> a.attnum and c.relname <> 'webhook_events'
        and not exists (select 1 from pg_am am join pg_class ic on ic.relam = am.oid where ic.oid = i.indexrelid and am.amname = 'gin')`);
    expect(rows.filter(({ name }) => !(String(name) in ACROSS_TENANTS))).toEqual([]);
  });

  test("no role of the product bypasses row-level security or may log in", async () => {
    const { rows } = await sharedConnection().db.execute(sql`
      select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname like 'duelane\\_%' order by 1`);
    expect(rows).toEqual([
      { rolname: "duelane_app", rolsuper: false, rolbypassrls: false, rolcanlogin: false },
      { rolname: "duelane_owner", rolsuper: false, rolbypassrls: false, rolcanlogin: true },
      { rolname: "duelane_queue", rolsuper: false, rolbypassrls: false, rolcanlogin: false },
      { rolname: "duelane_system", rolsuper: false, rolbypassrls: false, rolcanlogin: false },
    ]);
  });
});

describe("a tenant transaction", () => {
  test("sees nothing in any table without a bound tenant, and the owner sees nothing either", async () => {
    await makeWorkspace();
    for (const { name } of await catalogue()) {
      const asOwner = await sharedConnection().db.execute(sql.raw(`select count(*)::int as n from "${name}"`));
      expect([name, asOwner.rows[0]]).toEqual([name, { n: 0 }]);
      const unbound = await sharedConnection().db.transaction(async (tx) => {
        await tx.execute(sql`select set_config('role', 'duelane_app', true)`);
        return tx.execute(sql.raw(`select count(*)::int as n from "${name}"`));
      });
      expect([name, unbound.rows[0]]).toEqual([name, { n: 0 }]);
    }
  });

  test("cannot write a row of another tenant, nor move one there", async () => {
    const [a, b] = [await makeWorkspace(), await makeWorkspace()];
    const insert = withTenant(a.ctx, (tx) =>
      tx.execute(sql`insert into debtors (tenant_id, id, external_id, name, kind, country, created_at, updated_at)
        values (${b.ctx.tenantId}, ${a.ctx.chance.id()}, 'x', 'X', 'company', 'US', now(), now())`),
    );
    await expect(insert).rejects.toMatchObject({ cause: { code: "42501" } });
    const move = withTenant(a.ctx, (tx) => tx.execute(sql`update members set tenant_id = ${b.ctx.tenantId}`));
    await expect(move).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  test("leaves no tenant behind on its pooled connection", async () => {
    const { ctx } = await makeWorkspace();
    await withTenant(ctx, (tx) => tx.execute(sql`select 1`));
    const { rows } = await sharedConnection().db.execute(sql`
      select nullif(current_setting('app.tenant_id', true), '') as tenant, current_user as role`);
    expect(rows[0]).toEqual({ tenant: null, role: "duelane_owner" });
  });

  test("cannot change what is written once: the log and its chain, published versions", async () => {
    const { ctx } = await makeWorkspace();
    const log = ["audit_entries", "touch_receipts", "receipt_reasonings", "enrollment_history", "audit_links"];
    for (const table of [...log, "journey_versions"]) {
      const change = withTenant(ctx, (tx) => tx.execute(sql.raw(`delete from ${table}`)));
      await expect(change, table).rejects.toMatchObject({ cause: { code: "42501" } });
    }
  });
});

test("the system role is refused without a reason from the list", async () => {
  const reason = "because" as keyof typeof systemReasons;
  expect(() => asSystem(reason, async () => {})).toThrow(/not a reason/);
});
