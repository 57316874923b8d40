import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { applyImport } from "@/server/imports/applying/apply-import";
import { beginApply } from "@/server/imports/applying/start-apply";
import { importText, options, rowsOf } from "@/server/imports/testing/import-text";
import { recordPayment } from "@/server/payments/record-payment";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { untilBlockedBy } from "@/server/testing/until-blocked";
import { makeWorkspace } from "@/server/testing/workspace";

const header = "Customer ID,Customer,Invoice No,Invoice Date,Due Date,Amount,Paid Date\n";
const uuid = (id: string) => fromPublicId("import", id) ?? "";

async function ready(ctx: TenantContext, text: string, mode: "all_or_nothing" | "good_rows") {
  const checked = await importText(ctx, text, { checkOnly: true, options: { ...options, mode } });
  await beginApply(ctx, { importId: uuid(checked.importId) });
  return uuid(checked.importId);
}

function money(ctx: TenantContext) {
  return rowsOf(
    ctx,
    sql`select i.number, i.amount_minor::int as amount, i.paid_minor::int as paid, i.status,
      (select coalesce(sum(a.amount_minor), 0)::int from payment_allocations a
        where a.tenant_id = i.tenant_id and a.invoice_id = i.id) as allocated
    from invoices i where i.tenant_id = ${ctx.tenantId} order by i.number`,
  );
}

describe.each(["all_or_nothing", "good_rows"] as const)("an import of %s", (mode) => {
  test("keeps a payment that comes between its decision and its writing", async () => {
    const { ctx } = await makeWorkspace();
    await importText(ctx, `${header}C1,Acme Freight,0001,2026-01-02,2026-02-01,100.00,\n`);
    const importId = await ready(ctx, `${header}C1,Acme Freight,0001,2026-01-02,2026-02-15,120.00,\n`, mode);
    const applying = await withTenant(ctx, async (tx) => {
      const held = await tx.execute<{ id: string; pid: number }>(
        sql`select id, pg_backend_pid() as pid from debtors where tenant_id = ${ctx.tenantId}`,
      );
      const { id = "", pid = 0 } = held.rows[0] ?? {};
      const paid = { currency: "USD", amountMinor: 10_000, method: "member", status: "succeeded" } as const;
      await recordPayment(tx, ctx, { ...paid, debtorId: id, receivedAt: ctx.clock.now() });
      const result = applyImport(ctx, { importId });
      await untilBlockedBy(ctx, pid);
      return { result };
    });
    expect(await applying.result).toEqual({ finished: true });
    expect(await money(ctx)).toEqual([
      { number: "0001", amount: 12_000, paid: 10_000, status: "open", allocated: 10_000 },
    ]);
  });

  test("does not bring back on their old row whoever is erased between its decision and its writing", async () => {
    const { ctx } = await makeWorkspace();
    await importText(ctx, `${header}C1,Acme Freight,0001,2026-01-02,2026-02-01,100.00,\n`);
    const importId = await ready(ctx, `${header}C1,Acme Freight Inc,0002,2026-01-02,2026-02-15,120.00,\n`, mode);
    const applying = await withTenant(ctx, async (tx) => {
      const erased = await tx.execute<{ pid: number }>(sql`
        update debtors set name = '#1', external_id = 'erased-1', erased_at = now(), log_key = null
        where tenant_id = ${ctx.tenantId} returning pg_backend_pid() as pid`);
      const result = applyImport(ctx, { importId });
      await untilBlockedBy(ctx, erased.rows[0]?.pid ?? 0);
      return { result };
    });
    expect(await applying.result).toEqual({ finished: true });
    expect(
      await rowsOf(
        ctx,
        sql`select d.name, d.erased_at is not null as erased, i.number from debtors d
          join invoices i on i.tenant_id = d.tenant_id and i.debtor_id = d.id
          where d.tenant_id = ${ctx.tenantId} order by i.number`,
      ),
    ).toEqual([
      { name: "#1", erased: true, number: "0001" },
      { name: "Acme Freight Inc", erased: false, number: "0002" },
    ]);
  });

  test("takes a payment once though one row names the debtor by id and a later one by name", async () => {
    const { ctx } = await makeWorkspace();
    await importText(ctx, `${header}C1,Acme Freight,0001,2026-01-02,2026-02-01,100.00,\n`);
    const paid = ["C1", ""].map((id) => `${id},Acme Freight,0001,2026-01-02,2026-02-01,100.00,2026-01-20\n`);
    const importId = await ready(ctx, header + paid.join(""), mode);
    let finished = false;
    while (!finished) ({ finished } = await applyImport(ctx, { importId, rowsPerBatch: 1, batches: 1 }));
    expect(await money(ctx)).toEqual([
      { number: "0001", amount: 10_000, paid: 10_000, status: "paid", allocated: 10_000 },
    ]);
  });

  test("makes an invoice once though one row names its new debtor by id and the next by name", async () => {
    const { ctx } = await makeWorkspace();
    const rows = ["C1", ""].map((id) => `${id},Acme Freight,0001,2026-01-02,2026-02-01,100.00,\n`);
    await applyImport(ctx, { importId: await ready(ctx, header + rows.join(""), mode) });
    expect(await money(ctx)).toEqual([{ number: "0001", amount: 10_000, paid: 0, status: "open", allocated: 0 }]);
  });
});
