import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import { listDebtorsInput } from "@/server/debtors/contract";
import { listDebtors } from "@/server/debtors/list-debtors";
import { listInvoicesInput } from "@/server/invoices/contract";
import { listInvoices } from "@/server/invoices/list-invoices";
import { makeDebtor, makeInvoice } from "@/server/invoices/testing/make-receivables";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function found(ctx: TenantContext, q: string) {
  const page = await listInvoices(ctx, listInvoicesInput.parse({ q, sort: "number" }));
  return page.rows.map((row) => row.number);
}

async function foundDebtors(ctx: TenantContext, q: string) {
  const page = await listDebtors(ctx, listDebtorsInput.parse({ q, sort: "name", dir: "asc" }));
  return page.rows.map((row) => row.name);
}

const hitsOf = (needle: string, owing: string[]) =>
  sql`search_invoices(${needle}, ${sql.param(owing)}::uuid[], null, null, null, null)`;

describe("search", () => {
  test("an invoice is found by its number, load, BOL, and its debtor's name and own id", async () => {
    const { ctx } = await makeWorkspace();
    const acme = await makeDebtor(ctx, { name: "Acme Produce GmbH", externalId: "CUST-0042" });
    const other = await makeDebtor(ctx, { name: "Blue Ridge Steel" });
    await makeInvoice(ctx, acme, { number: "INV-0001", loadNumber: "LD-77812" });
    await makeInvoice(ctx, other, { number: "INV-0002", bolNumber: "BOL-9931" });

    expect(await found(ctx, "v-0001")).toEqual(["INV-0001"]);
    expect(await found(ctx, "ld-778")).toEqual(["INV-0001"]);
    expect(await found(ctx, "BOL-9931")).toEqual(["INV-0002"]);
    expect(await found(ctx, "produce g")).toEqual(["INV-0001"]);
    expect(await found(ctx, "cust-0042")).toEqual(["INV-0001"]);
    expect(await found(ctx, "inv")).toEqual(["INV-0001", "INV-0002"]);
    expect(await found(ctx, "nothing like it")).toEqual([]);
  });

  test("one or two letters match the beginning of a number or a name", async () => {
    const { ctx } = await makeWorkspace();
    const acme = await makeDebtor(ctx, { name: "Acme" });
    const zeta = await makeDebtor(ctx, { name: "Zeta" });
    await makeInvoice(ctx, acme, { number: "77" });
    await makeInvoice(ctx, zeta, { number: "178" });
    expect(await found(ctx, "7")).toEqual(["77"]);
    expect(await found(ctx, "ze")).toEqual(["178"]);
    expect(await foundDebtors(ctx, "z")).toEqual(["Zeta"]);
  });

  test("what a user types is text, never a pattern", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx, { name: "100% Freight_Co" });
    await makeInvoice(ctx, debtor, { number: "A-1" });
    expect(await foundDebtors(ctx, "%%%")).toEqual([]);
    expect(await foundDebtors(ctx, "t_c")).toEqual(["100% Freight_Co"]);
    expect(await foundDebtors(ctx, "f_e")).toEqual([]);
    expect(await foundDebtors(ctx, "\\\\\\")).toEqual([]);
    expect(await found(ctx, "100%")).toEqual(["A-1"]);
  });

  test("a debtor is found by contact, e-mail, and phone however it is written, in any script and case", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx, { name: "Müller Spedition", contact: "Jörg Öztürk", email: "ap@mueller.example" });
    await makeDebtor(ctx, { name: "राम ट्रांसपोर्ट", phone: "+15125550142" });
    expect(await foundDebtors(ctx, "MÜLLER")).toEqual(["Müller Spedition"]);
    expect(await foundDebtors(ctx, "öztü")).toEqual(["Müller Spedition"]);
    expect(await foundDebtors(ctx, "ap@mue")).toEqual(["Müller Spedition"]);
    expect(await foundDebtors(ctx, "(512) 555-0142")).toEqual(["राम ट्रांसपोर्ट"]);
    expect(await foundDebtors(ctx, "ट्रांस")).toEqual(["राम ट्रांसपोर्ट"]);
  });

  test("another workspace's rows never come, and without a workspace nothing does", async () => {
    const a = await makeWorkspace();
    const b = await makeWorkspace();
    const theirs = await makeDebtor(a.ctx, { name: "Secret Shipper", email: "boss@secret.example" });
    await makeInvoice(a.ctx, theirs, { number: "SECRET-1" });

    expect(await found(b.ctx, "secret")).toEqual([]);
    expect(await foundDebtors(b.ctx, "secret")).toEqual([]);
    await withTenant(b.ctx, async (tx) => {
      const { rows } = await tx.execute(
        sql`select search_debtor_ids('secret', 10) as d, array(select id from ${hitsOf("secret", [theirs])}) as i,
          (select owing from weigh_invoice_search('secret', 10)) as o`,
      );
      expect(rows).toEqual([{ i: [], d: [], o: [] }]);
    });
    await sharedConnection().db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('role', 'duelane_app', true)`);
      const { rows } = await tx.execute(
        sql`select search_debtor_ids('secret', 10) as d, array(select id from ${hitsOf("secret", [theirs])}) as i,
          (select owing from weigh_invoice_search('secret', 10)) as o`,
      );
      expect(rows).toEqual([{ i: [], d: [], o: [] }]);
    });
    const byId = listInvoicesInput.parse({ debtorId: toPublicId("debtor", theirs) });
    expect((await listInvoices(b.ctx, byId)).rows).toEqual([]);
  });

  test("nobody but the app role may call the functions", async () => {
    const { rows } = await sharedConnection().db.execute(sql`
      select proname, proacl::text as acl, prosecdef, pg_get_userbyid(proowner) as owner from pg_proc
      where proname in ('search_invoices', 'weigh_invoice_search', 'search_debtor_ids', 'search_call_ids') order by 1`);
    for (const row of rows) {
      expect(row).toMatchObject({ prosecdef: true, owner: "duelane_system" });
      expect(String(row.acl)).toMatch(/duelane_app=X/);
      expect(String(row.acl)).not.toMatch(/[{,]=X/);
    }
    expect(rows).toHaveLength(4);
  });

  test("as the app role a search uses the trigram index and scans no table", async () => {
    const { ctx } = await makeWorkspace();
    const debtor = await makeDebtor(ctx);
    await withTenant(ctx, (tx) =>
      tx.execute(sql`
        insert into invoices (tenant_id, id, debtor_id, number, number_key, issued_on, due_on, currency, amount_minor,
          status, created_at, updated_at)
        select ${ctx.tenantId}, gen_random_uuid(), ${debtor}, 'F-' || n, 'F' || n, '2026-01-01', '2026-02-01', 'USD',
          1000 + n, 'open', now(), now() from generate_series(100000, 130000) n`),
    );
    await sharedConnection().db.execute(sql`analyze invoices`);
    const scans = (await withTenant(ctx, async (tx) => {
      const { rows } = await tx.execute(sql`select id from ${hitsOf("f-12345", [])}`);
      expect(rows).toHaveLength(10);
      const used = await tx.execute(sql`
        select s.seq_scan::int as seq, pg_stat_get_xact_numscans('invoices_search'::regclass)::int as trigram
        from pg_stat_xact_user_tables s where s.relname = 'invoices'`);
      return used.rows;
    })) as { seq: number; trigram: number }[];
    expect(scans[0]).toMatchObject({ seq: 0, trigram: 1 });
  });
});
