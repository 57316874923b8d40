import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { importFile } from "@/bench/import-file";
import { applyImport } from "@/server/imports/applying/apply-import";
import { beginApply } from "@/server/imports/applying/start-apply";
import { cancelImport } from "@/server/imports/cancel-import";
import { getImport } from "@/server/imports/get-import";
import { listIssues } from "@/server/imports/list-issues";
import { importText, options, rowsOf, sizes } from "@/server/imports/testing/import-text";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

const header =
  "Customer ID,Customer,Invoice No,Invoice Date,Due Date,Amount,Paid Date,Disputed,E-mail,Mobile,SMS consent\n";
const file =
  header +
  "C1,Acme Freight,0001,2026-01-02,2026-02-01,100.00,,No,AP@acme.example,(512) 555-0101,yes\n" +
  "C1,Acme Freight,0002,2026-01-05,2026-02-04,50.00,2026-01-20,Yes,ap@acme.example,+15125550101,yes\n" +
  "C2,Bolt Lines,A-7,2026-01-30,2026-03-01,9.99,,Yes,,,\n";

const uuid = (id: string) => fromPublicId("import", id) ?? "";

describe("an import", () => {
  test.each(["all_or_nothing", "good_rows"] as const)(
    "of %s leaves nothing unsorted in the search indexes",
    async (mode) => {
      const { ctx } = await makeWorkspace();
      const { ctx: other } = await makeWorkspace();
      await importText(ctx, importFile(200, "search").toString(), { options: { ...options, mode } });
      expect(await rowsOf(other, sql`select tidy_search()::int as pages`)).toEqual([{ pages: 0 }]);
      const found = await rowsOf(ctx, sql`select cardinality(search_debtor_ids('shipper 3', 10)) as debtors`);
      expect(found).toEqual([{ debtors: 1 }]);
    },
  );

  test("brings invoices with their debtors, contacts, payments and disputes", async () => {
    const { ctx } = await makeWorkspace();
    const done = await importText(ctx, file);
    expect(done.counts).toMatchObject({
      rows: 3,
      rowsNew: 3,
      invoicesNew: 3,
      debtorsNew: 2,
      paymentsNew: 1,
      disputesNew: 2,
    });
    const invoices = await rowsOf(
      ctx,
      sql`
      select number, status, open_minor::int as open, settled_on::text as settled from invoices
      where tenant_id = ${ctx.tenantId} order by number`,
    );
    expect(invoices).toEqual([
      { number: "0001", status: "open", open: 10000, settled: null },
      { number: "0002", status: "paid", open: 0, settled: "2026-01-20" },
      { number: "A-7", status: "open", open: 999, settled: null },
    ]);
    const addresses = await rowsOf(
      ctx,
      sql`
      select address, is_primary as first from contact_points where tenant_id = ${ctx.tenantId} order by address`,
    );
    expect(addresses).toEqual([
      { address: "+15125550101", first: true },
      { address: "ap@acme.example", first: true },
    ]);
    const paid = await rowsOf(
      ctx,
      sql`
      select p.received_at = '2026-01-20 12:00 America/Chicago' as noon, a.amount_minor::int as amount from payments p
      join payment_allocations a on a.payment_id = p.id where p.tenant_id = ${ctx.tenantId}`,
    );
    expect(paid).toEqual([{ noon: true, amount: 5000 }]);
    const balances = await rowsOf(
      ctx,
      sql`
      select open_minor::int as open, open_count as count from debtor_balances where tenant_id = ${ctx.tenantId} order by open_minor`,
    );
    expect(balances).toEqual([
      { open: 999, count: 1 },
      { open: 10000, count: 1 },
    ]);
    const disputes = await rowsOf(
      ctx,
      sql`
      select (resolved_at is null) as open, opened_at::date::text as day from disputes where tenant_id = ${ctx.tenantId} order by 2`,
    );
    expect(disputes).toEqual([
      { open: false, day: "2026-01-10" },
      { open: true, day: "2026-02-04" },
    ]);
  });

  test("run again changes nothing", async () => {
    const { ctx } = await makeWorkspace();
    await importText(ctx, file);
    const before = await sizes(ctx);
    const again = await importText(ctx, file);
    expect(again.counts).toMatchObject({ rows: 3, rowsUnchanged: 3, rowsNew: 0, rowsChanged: 0, invoicesChanged: 0 });
    expect(await sizes(ctx)).toEqual(before);
  });

  test("with the same debtor and number is an update, shown as a diff before it is applied", async () => {
    const { ctx } = await makeWorkspace();
    await importText(ctx, file);
    const changed = file.replace("2026-02-01,100.00,,", "2026-02-15,120.00,2026-02-20,");
    const checked = await importText(ctx, changed, { checkOnly: true });
    expect(checked.counts).toMatchObject({ rowsChanged: 1, rowsUnchanged: 2, invoicesChanged: 1, paymentsNew: 1 });
    const { issues } = await listIssues(ctx, {
      importId: uuid(checked.importId),
      kind: "change",
      cursor: 0,
      limit: 10,
    });
    expect(issues).toEqual([
      {
        line: 2,
        kind: "change",
        details: {
          subject: "invoice",
          label: "0001 · Acme Freight",
          changes: [
            { field: "dueOn", from: "2026-02-01", to: "2026-02-15" },
            { field: "amountMinor", from: "10000", to: "12000", currency: "USD" },
            { field: "paidMinor", from: "0", to: "12000", currency: "USD" },
          ],
        },
      },
    ]);
    expect(await sizes(ctx)).toMatchObject({ payments: 1 });
    await importText(ctx, changed);
    expect(await sizes(ctx)).toMatchObject({ invoices: 3, payments: 2, allocations: 2 });
  });

  test("never merges a number that differs only by leading zeros", async () => {
    const { ctx } = await makeWorkspace();
    await importText(ctx, file);
    const zeros = `${header}C1,Acme Freight,1,2026-01-02,2026-02-01,100.00,,No,,,\n`;
    const skipped = await importText(ctx, zeros);
    expect(skipped.counts).toMatchObject({ nearDuplicates: 1, rowsSkipped: 1, invoicesNew: 0 });
    const { issues } = await listIssues(ctx, {
      importId: uuid(skipped.importId),
      kind: "near_duplicate",
      cursor: 0,
      limit: 10,
    });
    expect(issues[0]?.details).toMatchObject({ number: "1", existingNumber: "0001", skipped: true });
    const kept = await importText(ctx, zeros, { options: { ...options, nearDuplicates: "import" } });
    expect(kept.counts).toMatchObject({ nearDuplicates: 1, invoicesNew: 1 });
    expect(await sizes(ctx)).toMatchObject({ invoices: 4 });
  });
});

describe("rows with errors", () => {
  const bad = `${file}C3,Cargo One,B-1,2026-02-30,2026-03-01,12.00,,No,not an address,,\n`;

  test("stop an all-or-nothing import: nothing is written", async () => {
    const { ctx } = await makeWorkspace();
    const result = await importText(ctx, bad);
    expect(result.status).toBe("has_errors");
    expect(await sizes(ctx)).toMatchObject({ debtors: 0, invoices: 0, contacts: 0 });
    await expect(beginApply(ctx, { importId: uuid(result.importId) })).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("are left out when only the good rows are wanted, and reported with every reason", async () => {
    const { ctx } = await makeWorkspace();
    const result = await importText(ctx, bad, { options: { ...options, mode: "good_rows" } });
    expect(result.counts).toMatchObject({ rows: 4, rowsNew: 3, rowsWithErrors: 1, debtorsNew: 2 });
    const { issues } = await listIssues(ctx, { importId: uuid(result.importId), kind: "error", cursor: 0, limit: 10 });
    expect(issues).toMatchObject([
      {
        line: 5,
        details: {
          problems: [
            { code: "EMAIL_INVALID", column: "E-mail", value: "not an address" },
            { code: "DATE_INVALID", column: "Invoice Date", value: "2026-02-30" },
          ],
        },
      },
    ]);
  });

  test("a repeated invoice with other contents is an error that names the first row", async () => {
    const { ctx } = await makeWorkspace();
    const twice = `${file}C1,Acme Freight,0001,2026-01-02,2026-02-01,101.00,,No,,,\n`;
    const result = await importText(ctx, twice, { checkOnly: true });
    const { issues } = await listIssues(ctx, { importId: uuid(result.importId), kind: "error", cursor: 0, limit: 10 });
    expect(issues).toMatchObject([{ line: 5, details: { problems: [{ code: "DUPLICATE_IN_FILE", line: 2 }] } }]);
  });
});

test("another workspace's import does not exist, for reading and for writing", async () => {
  const one = await makeWorkspace();
  const other = await makeWorkspace();
  const { importId } = await importText(one.ctx, file, { checkOnly: true });
  const input = { importId: uuid(importId) };
  const absent = expect.objectContaining({ code: "NOT_FOUND" });
  await expect(getImport(other.ctx, input)).rejects.toEqual(absent);
  await expect(listIssues(other.ctx, { ...input, kind: "error", cursor: 0, limit: 5 })).rejects.toEqual(absent);
  await expect(cancelImport(other.ctx, input)).rejects.toEqual(absent);
  await expect(beginApply(other.ctx, input)).rejects.toEqual(absent);
  await expect(applyImport(other.ctx, input)).rejects.toEqual(absent);
});

test("a viewer imports nothing", async () => {
  const workspace = await makeWorkspace();
  await expect(importText(workspace.as("viewer"), file)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
