import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { runImport } from "@/server/imports/run-import";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const history = resolve("../shared/data/receivables/receivables.csv");

async function one<T extends Record<string, unknown>>(ctx: TenantContext, query: SQL): Promise<T> {
  const rows = await withTenant(ctx, (tx) => tx.execute(query));
  const row = rows.rows[0];
  if (!row) throw new Error("no row");
  return row as T;
}

const countryCodes = { 391: "US", 406: "CA", 770: "MX", 818: "GB", 897: "DE" };
const options = { currency: "USD", countryCodes, mode: "all_or_nothing" as const };

test.skipIf(!existsSync(history))(
  "a history replays: as of a day, what was settled later is held back (needs ../shared/data)",
  async () => {
    const { ctx } = await makeWorkspace({ now: new Date("2013-01-01T00:00:00Z") });
    const content = readFileSync(history);
    const asOf = "2013-06-01";

    const asked = await runImport(ctx, { fileName: "receivables.csv", content, asOf });
    expect(asked.status).toBe("needs_answers");
    expect(asked.questions.map((question) => question.kind)).toEqual(["currency", "country_codes"]);

    const done = await runImport(ctx, { fileName: "receivables.csv", content, asOf, options });
    expect(done.status).toBe("done");
    expect(done.counts?.rows).toBe(2466);

    // The same figures by other means.
    const lines = content
      .toString("utf8")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(","));
    const day = (text = "") => {
      const [month = "", date = "", year = ""] = text.split("/");
      return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    };
    const issued = lines.filter((line) => day(line[4]) <= asOf);
    const open = issued.filter((line) => day(line[8]) > asOf);
    const overdue = open.filter((line) => day(line[5]) < asOf);
    const cents = (rows: string[][]) => rows.reduce((sum, line) => sum + Math.round(Number(line[6]) * 100), 0);

    const facts = await one<{
      invoices: number;
      open: number;
      open_minor: number;
      overdue_minor: number;
      clock: string;
    }>(
      ctx,
      sql`select count(*)::int as invoices, count(*) filter (where status = 'open')::int as open,
      sum(open_minor)::float8 as open_minor, sum(open_minor) filter (where due_on < ${asOf})::float8 as overdue_minor,
      (select clock_at::text from tenants where id = ${ctx.tenantId}) as clock
      from invoices where tenant_id = ${ctx.tenantId}`,
    );
    expect(facts.invoices).toBe(issued.length);
    expect(facts.open).toBe(open.length);
    expect(facts.open_minor).toBe(cents(open));
    expect(facts.overdue_minor).toBe(cents(overdue));
    expect(new Date(facts.clock)).toEqual(new Date("2013-06-01T14:00:00Z"));

    const held = await one<{ invoices: number; payments: number; balance: number; debtors: number }>(
      ctx,
      sql`select count(*) filter (where kind = 'invoice_issued')::int as invoices,
      count(*) filter (where kind = 'payment')::int as payments,
      (select sum(open_minor)::float8 from debtor_balances where tenant_id = ${ctx.tenantId}) as balance,
      (select count(*)::int from debtors where tenant_id = ${ctx.tenantId}) as debtors
      from held_events where tenant_id = ${ctx.tenantId}`,
    );
    expect(held).toEqual({
      invoices: 2466 - issued.length,
      payments: lines.filter((line) => day(line[8]) > asOf).length,
      balance: cents(open),
      debtors: 100,
    });

    const again = await runImport(ctx, { fileName: "receivables.csv", content, asOf, options });
    expect(again.counts).toMatchObject({ rows: 2466, rowsUnchanged: 2466, rowsNew: 0, rowsChanged: 0 });
    expect(again.questions).toEqual([]);
  },
);
