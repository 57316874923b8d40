import { expect, test } from "vitest";
import { exportErrors } from "@/server/imports/export-errors";
import { importText, options, sizes } from "@/server/imports/testing/import-text";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

const file =
  "Customer ID,Customer,Invoice No,Invoice Date,Due Date,Amount\n" +
  'C1,"=HYPERLINK(""x"")",1,2026-01-02,2026-02-01,ten\n' +
  "C2,Good,2,2026-01-02,2026-02-01,10.00\n" +
  ",,3,2026-01-02,2025-02-01,-5.00\n";

async function download(ctx: Parameters<typeof exportErrors>[0], importId: string, locale: "en" | "hi") {
  const { lines } = await exportErrors(ctx, { importId: fromPublicId("import", importId) ?? "", locale });
  let text = "";
  for await (const line of lines) text += line;
  return text;
}

test("the rows with errors come back as they were, with the reasons in the reader's words and no formulas", async () => {
  const { ctx } = await makeWorkspace();
  const { importId } = await importText(ctx, file);
  expect(await download(ctx, importId, "en")).toBe(
    "\ufeffCustomer ID,Customer,Invoice No,Invoice Date,Due Date,Amount,Row,Reason\r\n" +
      'C1,"\'=HYPERLINK(""x"")",1,2026-01-02,2026-02-01,ten,2,“ten” in Amount is no amount.\r\n' +
      ",,3,2026-01-02,2025-02-01,-5.00,4,No customer: Customer ID is empty. “-5.00” in Amount is negative. " +
      "Credit notes are not imported: take them off the invoice. The due date “2025-02-01” is before the invoice date.\r\n",
  );
  expect(await download(ctx, importId, "hi")).toContain("राशि नहीं है");
});

test("the corrected error file can be imported as it is", async () => {
  const { ctx } = await makeWorkspace();
  const { importId } = await importText(ctx, file);
  const corrected = (await download(ctx, importId, "en"))
    .replace(",ten,", ",12.00,")
    .split("\r\n")
    .slice(0, 2)
    .join("\r\n");
  const done = await importText(ctx, corrected);
  expect(done).toMatchObject({ status: "done", counts: { rowsNew: 1 } });
  expect(await sizes(ctx)).toMatchObject({ invoices: 1 });
});

test("a wrong value with a NUL character far down in the file is reported like any other", async () => {
  const { ctx } = await makeWorkspace();
  const rows = Array.from({ length: 300 }, (_, i) => `C${i},Line ${i},${i},2026-01-02,2026-02-01,1.00\n`).join("");
  const text = `Customer ID,Customer,Invoice No,Invoice Date,Due Date,Amount\n${rows}X,Acme,X1,so\0on,2026-02-01,1.00\n`;
  const done = await importText(ctx, text, { options: { ...options, mode: "good_rows" } });
  expect(done.counts).toMatchObject({ rows: 301, invoicesNew: 300, rowsWithErrors: 1 });
});
