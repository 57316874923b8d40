// A person asks to be forgotten: the preview says what goes and what must stay, and once erased nothing in the product and in
// its files speaks of them; what the law makes us keep is opened with a reason.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { importFile, query, signUp } from "@/e2e/material/workspace";
import type { DebtorRow } from "@/server/debtors/contract";

const company = "Wexlorn Drayage";
const email = "quill@wexlorn.example";
const csv =
  "customer id,customer,contact name,e-mail,phone,invoice,issued,due,amount\n" +
  `W-1,${company},Quill Wexlorn,${email},(512) 555-0191,70001,2026-01-05,2026-02-04,1250.50\n` +
  "B-1,Harbor Steel,Bo Lind,bo@harbor.example,(512) 555-0144,70002,2026-01-05,2026-02-04,900.00\n";

test("a person is forgotten after a preview, and what must be kept is opened with a reason", async ({ page }) => {
  const { slug } = await signUp(page, "Forgetful Freight");
  await importFile(page, slug, { name: "open.csv", csv, answers: {} });
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list", { q: "Wexlorn" });
  await page.goto(`/${slug}/debtors/${rows[0]?.id}`);
  await page
    .getByRole("button", { name: "Actions" })
    .or(page.getByRole("button", { name: /More|Do/ }))
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Privacy request" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is asked").selectOption("erase");
  await dialog.getByRole("button", { name: "Write down" }).click();

  await expect(page.getByRole("heading", { name: `Erasure: ${company}` })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Name and address" })).toContainText("Kept nameless: 1");
  await expect(page.getByRole("listitem").filter({ hasText: "Books: invoices and payments" })).toContainText("US-TAX");
  const erase = page.getByRole("button", { name: "Erase the person" });
  await expect(erase).toBeDisabled();
  await page.getByRole("button", { name: "Identity is checked" }).click();
  await dialog.getByLabel("Identity").selectOption("called_back");
  await dialog.getByRole("button", { name: "Save" }).click();
  await erase.click();
  const confirm = dialog.getByRole("button", { name: "Erase the person" });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(`Type ${company} to confirm`).fill(company);
  await confirm.click();
  await expect(page.getByText("The person is erased").first()).toBeVisible();

  expect((await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list", { q: "Wexlorn" })).rows).toEqual([]);
  await page.goto(`/${slug}/debtors/${rows[0]?.id}`);
  await expect(page.getByText("This person was erased")).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  expect(filesThatSpeakOf([company, email, "Quill Wexlorn", "5125550191"])).toEqual([]);

  await page.goto(`/${slug}/privacy/retention`);
  await page.getByRole("button", { name: /^Open: .*Books/ }).click();
  await dialog.getByLabel("Why do you need it?").selectOption("accounting");
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(dialog.getByRole("region", { name: "What is kept" })).toContainText(company);
  await page.goto(`/${slug}/settings/audit`);
  await expect(page.getByText(/opened a/).first()).toBeVisible();
});

/** Files under the data folder, but for PostgreSQL's own, whose dead rows go with its next vacuum. */
function filesThatSpeakOf(words: string[]): string[] {
  const dataDir = process.env.DUELANE_DATA_DIR ?? ".data/e2e";
  return globSync("**/*", { cwd: dataDir, exclude: ({ name }) => name === "postgres", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => words.some((word) => readFileSync(file).includes(word)));
}
