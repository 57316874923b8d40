// May I contact this debtor? The rules of the workspace, a house rule tried before it is saved, the answer for one debtor and
// their hours of two weeks, read with the keyboard.
import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { query, signInToDemo } from "@/e2e/material/workspace";
import type { DebtorRow } from "@/server/debtors/contract";

test("the rules that bind the workspace are found with their source, and whom they bind", async ({ page }) => {
  const slug = await signInToDemo(page);
  await page.goto(`/${slug}/policy`);
  const rules = page.locator("main li").filter({ has: page.locator("code") });
  await expect(rules.first()).toBeVisible();
  const all = await rules.count();
  await page.getByRole("searchbox", { name: "Search the rules" }).fill("artificial voice");
  await expect.poll(() => rules.count()).toBeLessThan(all);
  const ai = rules.filter({ hasText: "US-T-AI" });
  await expect(ai).toContainText(/Binds us: \d+ debtors in United States, by Call/);
  await expect(ai.getByRole("link")).toHaveAttribute("href", /^https:\/\//);
  await expect(page).toHaveURL(/q=artificial/);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("combobox", { name: "Which rules" }).click();
  await page.getByRole("option", { name: "Not verified" }).click();
  for (const rule of await rules.all()) await expect(rule).toContainText("Not verified");
});

test("a house rule is tried on a debtor before it is saved, and one that loosens is refused with the rule and its limit", async ({
  page,
}) => {
  const slug = await signInToDemo(page);
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list", { q: "Keystone" });
  const [debtor] = rows.length > 0 ? rows : (await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list")).rows;
  await page.goto(`/${slug}/policy/house`);
  await page.getByLabel("Find a debtor").fill(debtor?.name ?? "");
  const found = page.getByRole("button", { name: debtor?.name, exact: true });
  // Alone: until then the list of before stands there.
  await expect(found.locator("xpath=ancestor::ul").getByRole("button")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(found).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Another debtor" })).toBeFocused();
  const answer = page.getByRole("main").getByRole("status");
  await page.getByLabel("At, on their clock").fill("2031-03-05T22:30");
  await expect(answer).toContainText("Outside the hours of house policy");
  await page.getByLabel("At, on their clock").fill("2031-03-05T10:30");
  await expect(answer).toContainText(/^Yes/);

  await page.getByLabel("Not before").fill("07:00");
  await expect(page.getByText("This would loosen DUELANE-HOURS, whose limit is 08:00.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await page.getByLabel("Not before").fill("11:00");
  await expect(answer).toContainText("Not at that time");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await page.getByLabel("Channel", { exact: true }).selectOption("sms");
  await page.getByText(/Every rule that was read/).click();
  await expect(page.getByRole("listitem").filter({ hasText: "HOUSE-HOURS" }).first()).toContainText("puts off");
  await page.reload();
  await expect(page.getByLabel("Not before")).toHaveValue("");
  await expect(answer).toContainText(/^Yes/);
});

test("a debtor's hours are read with the arrow keys, each with its reason", async ({ page }) => {
  const slug = await signInToDemo(page);
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list");
  await page.goto(`/${slug}/debtors/${rows[0]?.id}`);
  const grid = page.getByRole("table", { name: "Hours by Call in the next 14 days" });
  await expect(grid.getByRole("columnheader")).toHaveCount(15);
  await page.getByRole("tab", { name: "E-mail" }).click();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const cell = page.locator("[data-cell]:focus");
  await expect(cell).toHaveAccessibleName(/\bAllowed/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageDown");
  await expect(cell).toHaveAccessibleName(/11:00 PM–.*: Put off: Outside the hours of house policy/);
  await expect(page.getByTestId("hour-reason").first()).toContainText("Outside the hours of house policy");
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  await expect(cell).toHaveAttribute("data-cell", "13-23");
});

test("a consent is recorded with its evidence, and once revoked it counts no longer", async ({ page }) => {
  const slug = await signInToDemo(page);
  const { rows } = await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list", { sort: "name" });
  await page.goto(`/${slug}/debtors/${rows.at(-1)?.id}`);
  await page.getByRole("button", { name: "Record a consent" }).click();
  const evidence = `Call recording ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByRole("dialog").getByLabel("Evidence").fill(evidence);
  await page.getByRole("dialog").getByRole("button", { name: "Record", exact: true }).click();
  const entry = page.getByRole("listitem").filter({ hasText: evidence });
  await expect(entry).toContainText("Runs");
  await expect(entry.locator("time")).toHaveCount(1);
  await entry.getByRole("button", { name: /^Revoke/ }).click();
  await page.getByLabel("How was it revoked?").fill("By letter");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(entry).toContainText("How: By letter");
  await expect(entry).toContainText("Revoked");
  await expect(entry.locator("time")).toHaveCount(2);
});
