// A promise to whoever draws a journey: it can be seen over months, with every reason, before it contacts anybody.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { signUp } from "@/e2e/material/workspace";

async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a journey is simulated from its builder: days, touches and why, without a single message", async ({ page }) => {
  const { slug } = await signUp(page, "Foretold Freight");
  await page.goto(`/${slug}/journeys`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/journeys\/jrn_/);
  await page.getByRole("link", { name: "Simulate" }).click();
  await expect(page.getByRole("heading", { name: /Simulate: / })).toBeVisible();
  await clean(page);

  await page.getByLabel("How many").fill("200");
  await page.getByLabel("First day").fill("2026-02-16");
  await page.getByRole("button", { name: "Simulate", exact: true }).click();
  await expect(page.getByText(/^200 debtors, 90 days, in /)).toBeVisible({ timeout: 60_000 });

  // The scrubber by keyboard, from the last day to the first.
  const scrubber = page.getByRole("slider", { name: "Day" });
  await scrubber.focus();
  await page.keyboard.press("Home");
  await expect(page.getByText("day 1 of 90")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("day 2 of 90")).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByText("day 90 of 90")).toBeVisible();

  // Every touch with its receipt.
  await page.getByRole("button", { name: "All days until then" }).click();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Put off" }).click();
  await page
    .getByRole("button", { name: /: why$/ })
    .first()
    .click();
  await expect(page.getByTestId("receipt-plan").first()).toBeVisible();
  await clean(page);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Contact hours" }).click();
  await expect(page.getByRole("table", { name: /own clock/ })).toBeVisible();
  await page.getByRole("tab", { name: "Totals" }).click();
  await expect(page.getByText("Why touches were put off")).toBeVisible();
  await clean(page);

  // Nothing of it was sent, and without a history there is nothing to test back on.
  await page.goto(`/${slug}/touches`);
  await expect(page.getByRole("link", { name: /^E-mail/ })).toHaveCount(0);
  await page.goBack();
  await page.getByRole("button", { name: "Backtest" }).click();
  await expect(page.getByText("There is no history yet")).toBeVisible();
  await clean(page);
});
