import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { importText, options, rowsOf, sizes } from "@/server/imports/testing/import-text";
import { makeWorkspace } from "@/server/testing/workspace";

const invoices =
  "customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount\n0379-NEVHP,0001,1/13/2026,2/13/2026,55.94\n";
const contacts =
  "customer id,contact name,e-mail,phone,street,city,region,postal code,country,address verified,e-mail consent,sms consent,call consent,language,time zone\n" +
  "0379-NEVHP,Ada Payer,Ada@Nevhp.example,(512) 555-0101,1 Dock St,Austin,TX,78701,US,yes,yes,written,no,en,America/Chicago\n";

test("a second file of contacts joins the debtors of the first by the customer's own id", async () => {
  const { ctx } = await makeWorkspace();
  await importText(ctx, invoices);
  const done = await importText(ctx, contacts, { options: {} });
  expect(done).toMatchObject({ status: "done", questions: [] });
  expect(done.counts).toMatchObject({ debtorsNew: 0, debtorsChanged: 1, contactsNew: 1, addressesNew: 2, rowsNew: 1 });
  expect(
    await rowsOf(
      ctx,
      sql`
    select external_id, street, city, region, postal_code, address_verified as verified, stated_time_zone as zone
    from debtors where tenant_id = ${ctx.tenantId}`,
    ),
  ).toEqual([
    {
      external_id: "0379-NEVHP",
      street: "1 Dock St",
      city: "Austin",
      region: "TX",
      postal_code: "78701",
      verified: true,
      zone: "America/Chicago",
    },
  ]);
  expect(
    await rowsOf(
      ctx,
      sql`select channel, address, kind from consents where tenant_id = ${ctx.tenantId} order by channel`,
    ),
  ).toEqual([
    { channel: "email", address: "ada@nevhp.example", kind: "express" },
    { channel: "sms", address: "+15125550101", kind: "express_written" },
  ]);
  const before = await sizes(ctx);
  const again = await importText(ctx, contacts, { options: {} });
  expect(again.counts).toMatchObject({ rowsUnchanged: 1, rowsNew: 0, rowsChanged: 0 });
  expect(await sizes(ctx)).toEqual(before);
});

test("a withdrawn consent is revoked, a new address becomes the first one and the old one stays", async () => {
  const { ctx } = await makeWorkspace();
  await importText(ctx, contacts, { options: {} });
  const later = contacts.replace("Ada@Nevhp.example", "ap@nevhp.example").replace("yes,written,no", "yes,no,no");
  const done = await importText(ctx, later, { options: {} });
  expect(done.counts).toMatchObject({ addressesNew: 1 });
  expect(
    await rowsOf(
      ctx,
      sql`
    select address, is_primary as first from contact_points where tenant_id = ${ctx.tenantId} and kind = 'email' order by address`,
    ),
  ).toEqual([
    { address: "ada@nevhp.example", first: false },
    { address: "ap@nevhp.example", first: true },
  ]);
  expect(
    await rowsOf(
      ctx,
      sql`
    select address from consents where tenant_id = ${ctx.tenantId} and channel = 'sms' and revoked_at is null`,
    ),
  ).toEqual([]);
});

test("debtors without ids are joined by name, and two of the same name are never guessed between", async () => {
  const { ctx } = await makeWorkspace();
  await importText(
    ctx,
    "Customer,Invoice No,Invoice Date,Due Date,Amount\nAcme Freight,1,2026-01-02,2026-02-01,10.00\nACME  freight,2,2026-01-02,2026-02-01,10.00\n",
  );
  expect(await sizes(ctx)).toMatchObject({ debtors: 1, invoices: 2 });
  await importText(ctx, "Customer ID,Customer\nC9,Acme Freight\n");
  expect(await rowsOf(ctx, sql`select external_id from debtors where tenant_id = ${ctx.tenantId}`)).toEqual([
    { external_id: "C9" },
  ]);
  await importText(ctx, "Customer ID,Customer\nC10,Acme Freight\n");
  const ambiguous = await importText(ctx, "Customer,E-mail\nAcme Freight,a@acme.example\n");
  expect(ambiguous).toMatchObject({ status: "has_errors", counts: { rowsWithErrors: 1 } });
});

test("the mapping and the answers are remembered for the next file with these headers", async () => {
  const { ctx } = await makeWorkspace();
  const odd = (number: string) => `Ref A,Ref B,Land,D1,D2,Sum\nC1,${number},391,2026-01-02,2026-02-01,10.00\n`;
  const mapping = { debtor_id: "Ref A", invoice_number: "Ref B", issued_on: "D1", due_on: "D2", amount: "Sum" };
  const first = await importText(ctx, odd("1"), { mapping, options: { ...options, countryCodes: { 391: "MX" } } });
  expect(first.status).toBe("done");
  const second = await importText(ctx, odd("2"), { options: {} });
  expect(second).toMatchObject({ status: "done", counts: { invoicesNew: 1, debtorsNew: 0 } });
  const otherHeaders = await importText(ctx, "Customer ID,Country\nC2,391\n", { options: {} });
  expect(otherHeaders.status).toBe("done");
  expect(
    await rowsOf(ctx, sql`select country from debtors where tenant_id = ${ctx.tenantId} order by external_id`),
  ).toEqual([{ country: "MX" }, { country: "MX" }]);
});

test("a day on which numbers were verified counts for the row's numbers, and an older one never takes the place of a newer", async () => {
  const { ctx } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
  const file = (day: string) =>
    `customer id,contact name,phone,country,number verified on\nC-1,Ada Payer,(512) 555-0101,US,${day}\n`;
  const verified = () =>
    rowsOf(
      ctx,
      sql`select verified_at::date::text as day, verified_how as how from contact_points where tenant_id = ${ctx.tenantId}`,
    );
  for (const [day, stands] of [
    ["2026-02-10", "2026-02-10"],
    ["2026-01-05", "2026-02-10"],
    ["2026-02-20", "2026-02-20"],
    ["2027-01-01", "2026-02-20"],
  ] as const) {
    expect((await importText(ctx, file(day), { options: {} })).status).toBe("done");
    expect(await verified()).toEqual([{ day: stands, how: "database" }]);
  }
});
