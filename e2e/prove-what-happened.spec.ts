// What happened, and can it be proven? The log is searched, narrowed, checked and taken out with a reason; the evidence
// about one debtor is taken out; what a debtor asked for is recorded and holds.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { query, signInToDemo } from "@/e2e/material/workspace";
import type { DebtorRow } from "@/server/debtors/contract";

const rowsOf = (page: Page) => page.locator("main li").filter({ has: page.locator("time") });

test("the log finds a debtor by name, narrows by kind and says so in its address, and goes out with a reason that it keeps", async ({
  page,
}) => {
  const slug = await signInToDemo(page);
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list");
  const debtor = rows[0];
  await page.goto(`/${slug}/debtors/${debtor?.id}`);
  await expect(page.getByRole("heading", { name: debtor?.name })).toBeVisible();
  await page.goto(`/${slug}/settings/audit`);
  await page.getByRole("searchbox", { name: "Search a name, a number or an id" }).fill(debtor?.name ?? "");
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("combobox", { name: "Kind of entry" }).click();
  await page.getByRole("option", { name: "Data looked at or taken out" }).click();
  await expect(page).toHaveURL(/kind=access/);
  const seen = rowsOf(page).first();
  await expect(seen).toContainText("looked at");
  await expect(seen.getByRole("link", { name: debtor?.name })).toBeVisible();
  await page.reload();
  await expect(rowsOf(page).first()).toContainText("looked at");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).not.toHaveURL(/kind=/);

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const take = page.getByRole("button", { name: "Download" });
  await expect(take).toBeDisabled();
  await page.getByLabel("Why do you need it?").selectOption("regulator");
  const downloading = page.waitForEvent("download");
  await take.click();
  const file = await (await downloading).path();
  expect(readFileSync(file, "utf8").split("\n")[0]).toContain("id,at,kind,actor_kind");
  await page.goto(`/${slug}/settings/audit?kind=access`);
  await expect(rowsOf(page).filter({ hasText: "a regulator" }).first()).toContainText(/exported the\s*Audit log/);
});

test("the chain is read again on demand, and everything is as it was written", async ({ page }) => {
  test.setTimeout(420_000);
  const slug = await signInToDemo(page);
  const check = page.getByRole("button", { name: "Verify now" });
  // The first entries are sealed within five minutes.
  await expect(async () => {
    await page.goto(`/${slug}/settings/audit`);
    await expect(check).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 360_000, intervals: [5_000] });
  await check.click();
  await expect(page.getByRole("status").filter({ hasText: /read again: \d/ })).toBeVisible();
});

test("the evidence about a debtor is taken out as PDF and JSON, with a reason, and the log says who took it", async ({
  page,
}) => {
  const slug = await signInToDemo(page);
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list");
  const debtor = rows[1];
  for (const format of ["pdf", "json"] as const) {
    await page.goto(`/${slug}/debtors/${debtor?.id}`);
    await page.getByRole("button", { name: "Evidence", exact: true }).click();
    await page.getByLabel("Why do you need it?").selectOption("legal_matter");
    await page.getByLabel("Format").selectOption(format);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`evidence-${debtor?.id}.${format}`);
    const bytes = readFileSync(await download.path());
    if (format === "pdf") expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    else expect(JSON.parse(bytes.toString("utf8"))).toMatchObject({ debtor: { id: debtor?.id, name: debtor?.name } });
  }
  await page.goto(`/${slug}/settings/audit?kind=access`);
  await expect(rowsOf(page).filter({ hasText: "took the evidence about" }).first()).toContainText("legal matter");
});

test("what a debtor asked for is written down with how it is known, and the next contact keeps to it", async ({
  page,
}) => {
  const slug = await signInToDemo(page);
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list");
  const debtor = rows[2];
  await page.goto(`/${slug}/debtors/${debtor?.id}`);
  await page.getByRole("button", { name: "Change", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Not before").fill("20:30");
  await dialog.getByRole("checkbox", { name: "SMS" }).check();
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await dialog.getByLabel("How do we know?").fill("Said so in a call");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Not before 20:30, on their own clock")).toBeVisible();
  await expect(page.getByText("Never by SMS")).toBeVisible();
  await page.goto(`/${slug}/policy/house?debtor=${debtor?.id}&channel=sms`);
  await expect(
    page.getByText("The debtor refused this channel, or house policy does not use it.").first(),
  ).toBeVisible();
  await page.getByLabel("Channel", { exact: true }).selectOption("email");
  await page.getByLabel("At, on their clock").fill("2031-03-05T10:30");
  await expect(
    page.getByText("At a time or on a day at which the debtor asked not to be contacted.").first(),
  ).toBeVisible();
});

test("another collector brings other laws, which are shown before anything is saved", async ({ page }) => {
  const slug = await signInToDemo(page);
  await page.goto(`/${slug}/policy/collector`);
  await expect(page.getByText("Change something to see which rules begin or end to bind.")).toBeVisible();
  await page.getByRole("radio", { name: "We collect for others" }).click();
  await expect(page.getByRole("heading", { name: /rules? begins? to bind/ })).toBeVisible();
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: "WA-3WK" })
      .or(page.getByRole("listitem").filter({ hasText: "US-F-TIME" }))
      .first(),
  ).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("radio", { name: "We collect our own invoices" })).toBeChecked();
});
