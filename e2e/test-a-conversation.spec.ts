// A conversation is tested before it is published: on made-up debtors, from its own page.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { openReminder } from "@/e2e/material/conversations";
import { test } from "@/e2e/material/visitor";

const result = (page: Page, name: string) =>
  page.locator("details").filter({ has: page.getByText(name, { exact: true }) });

async function axe(page: Page, where: string) {
  const found = await new AxeBuilder({ page }).include(where).analyze();
  expect(found.violations).toEqual([]);
}

test("it is tested on made-up debtors, what fails is read with its words, and a change since makes it from before", async ({
  page,
}) => {
  await openReminder(page, "Tested Freight", "Tested call");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  const panel = page.getByRole("region", { name: "Test", exact: true });
  const results = panel.getByRole("region", { name: "Results" });
  await expect(panel.getByText("Not tested yet.")).toBeVisible();

  await test.step("all of them hold", async () => {
    await panel.getByLabel("How often each").fill("1");
    await panel.getByRole("button", { name: "Run the test" }).click();
    await expect(results.getByText("17 passed", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(panel.getByRole("button", { name: "Run it again" })).toBeFocused();
    await axe(page, "[data-bleed]");
  });

  await test.step("an outcome that is not what it must be fails, and its transcript is read", async () => {
    await page.getByRole("button", { name: "List", exact: true }).click();
    await page.locator('[data-step="promised"]').click();
    await page.getByLabel("Settings of the step").getByLabel("Outcome").fill("no_result");
    await expect(panel.getByText("The drawing has changed since.")).toBeVisible();
    await panel.locator("summary").filter({ hasText: "Tried on 17 of 17" }).click();
    await panel.getByRole("button", { name: "None", exact: true }).click();
    await panel.getByLabel("Promises a day", { exact: true }).check();
    await panel.getByLabel("Somebody else", { exact: true }).check();
    await panel.getByLabel("How often each").fill("2");
    await panel.getByRole("button", { name: "Run it again" }).click();
    await expect(results.getByText("1 failed · 1 passed", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(panel.getByText("The drawing has changed since.")).toHaveCount(0);
    const failed = result(page, "Promises a day").last();
    await failed.locator("summary").click();
    await expect(failed.getByText("It came to “Nothing agreed”, not to “Promised to pay”.")).toBeVisible();
    await expect(failed.getByRole("list").last()).toContainText("INV-4432");
    await axe(page, "[data-bleed]");
    await failed.getByRole("button", { name: /^It ended at/ }).click();
    await expect(page.getByLabel("Settings of the step")).toBeVisible();
  });

  const dialog = page.getByRole("dialog", { name: /^Publish/ });

  await test.step("publishing is made to need them green, and is refused while they are not", async () => {
    await panel.getByRole("checkbox", { name: /^Publishing needs a green test/ }).check();
    await expect(panel.getByText("2 made-up debtors, 2 runs each, none of them failed.")).toBeVisible();
    await expect(panel.getByText("The draft has not passed yet.")).toBeVisible();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(dialog.getByText("The last test of it was not green.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
    await axe(page, "[role=dialog]");
    await dialog.getByRole("button", { name: "See what failed" }).click();
    await expect(results.getByText("1 failed · 1 passed", { exact: true })).toBeVisible();
  });

  await test.step("mended, it is tested from the dialog and published", async () => {
    await page.locator('[data-step="promised"]').click();
    await page.getByLabel("Settings of the step").getByLabel("Outcome").fill("promised");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog.getByRole("button", { name: "Run the test" }).click();
    await expect(dialog.getByText("Its test is green on this draft.")).toBeVisible({ timeout: 30_000 });
    await axe(page, "[role=dialog]");
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText("Version 1 is published.").last()).toBeVisible();
    await expect(results.getByText("2 passed", { exact: true })).toBeVisible();
  });
});

test("on a phone the test is a sheet, started and read by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 760 });
  await openReminder(page, "Tested Freight", "On the road");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Test", exact: true });
  await sheet.getByRole("button", { name: "Run the test" }).press("Enter");
  await expect(sheet.getByText("17 passed", { exact: true })).toBeVisible({ timeout: 30_000 });
  const first = sheet.locator("details").filter({ hasText: "Pays now" }).last();
  await first.locator("summary").press("Enter");
  await expect(first.getByText("Held in all 3 runs.")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.emulateMedia({ colorScheme: "dark" });
  await axe(page, "[role=dialog]");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Test", exact: true })).toBeFocused();
});

test("what was said in a trial is saved as a case, tested like the others, taken out and put back", async ({
  page,
}) => {
  await openReminder(page, "Tested Freight", "Kept call");
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  await page.getByRole("button", { name: "Answer the call" }).click();
  for (const words of ["Yes, speaking.", "Stop calling me."]) {
    await page.getByLabel("What the debtor says, or keys").fill(words);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("list", { name: "Try it" })).toContainText(words);
  }
  await page.getByLabel("Name of the case").fill("Wants peace");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Wants peace” runs with the tests from now on.")).toBeVisible();
  await axe(page, "[data-bleed]");

  await page.getByRole("button", { name: "Test", exact: true }).click();
  const panel = page.getByRole("region", { name: "Test", exact: true });
  await panel.locator("summary").filter({ hasText: "Tried on 18 of 18" }).click();
  await panel.getByRole("button", { name: "None", exact: true }).click();
  await panel.getByLabel("Wants peace", { exact: true }).check();
  await panel.getByRole("button", { name: "Run the test" }).click();
  await expect(panel.getByText("1 passed", { exact: true })).toBeVisible({ timeout: 30_000 });
  await axe(page, "[data-bleed]");
  await panel.getByRole("button", { name: "Take out Wants peace" }).click();
  await expect(panel.locator("summary").filter({ hasText: "of 17" })).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(panel.locator("summary").filter({ hasText: "of 18" })).toBeVisible();
});
