// A conversation that is tried, where the network goes away, the panel is closed and the drawing changes meanwhile.
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { openReminder, say } from "@/e2e/material/conversations";
import { test } from "@/e2e/material/visitor";

test("without a network nothing of a trial is lost or sent unseen, and a closed panel opens where it was", async ({
  page,
  context,
}) => {
  await openReminder(page, "Travelling Freight", "On the train");
  const toggle = page.getByRole("button", { name: "Try it", exact: true });
  await toggle.click();
  await page.getByRole("button", { name: "Answer the call" }).click();
  const said = page.getByRole("list", { name: "Try it" });
  const field = page.getByLabel("What the debtor says, or keys");
  const unanswered = page.getByRole("alert").filter({ hasText: "No answer came from the server." });
  await say(page, "Yes.");
  await expect(said).toContainText("INV-4432");

  await test.step("what no answer came to stays in the field, and goes out when it is said again", async () => {
    await context.setOffline(true);
    await field.fill("We will pay on Friday.");
    await page.keyboard.press("Enter");
    await expect(unanswered).toBeVisible();
    await expect(page.getByText("Failed to fetch")).toHaveCount(0);
    await expect(field).toHaveValue("We will pay on Friday.");
    await expect(field).toBeFocused();
    await context.setOffline(false);
    await field.fill("Stop calling me.");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Wants no more calls", { exact: true })).toBeVisible();
    await expect(said).not.toContainText("Friday");
    await expect(unanswered).toHaveCount(0);
  });

  await test.step("a turn being edited stays open with its words", async () => {
    await page.getByRole("button", { name: "Edit this turn" }).last().click();
    const edited = page.getByLabel("What the debtor says instead, or keys");
    await context.setOffline(true);
    await edited.fill("We will pay on Friday.");
    await page.keyboard.press("Enter");
    await expect(unanswered).toBeVisible();
    await expect(edited).toHaveValue("We will pay on Friday.");
    await context.setOffline(false);
    await page.keyboard.press("Enter");
    await expect(edited).toHaveCount(0);
    await expect(said.getByRole("listitem").last()).toContainText(/is that right/i);
    await expect(field).toHaveValue("");
  });

  await test.step("closed and opened it is there as it was", async () => {
    await field.fill("Half a sen");
    await toggle.click();
    await expect(said).toHaveCount(0);
    await toggle.click();
    await expect(said).toContainText("We will pay on Friday.");
    await expect(field).toHaveValue("Half a sen");
  });

  await test.step("a drawing with an empty sentence is not told: the step is named, and what was heard is from before", async () => {
    await page.getByRole("button", { name: "Words", exact: true }).click();
    const goodbye = page.getByRole("list", { name: "Steps" }).getByLabel("English").last();
    await goodbye.fill("");
    const first = page.getByRole("region", { name: "First mend what keeps it from being published." });
    await expect(first.getByRole("button")).toContainText("A sentence is still to be written in one of the languages.");
    const fromBefore = page.getByText("These answers, and what came of them, are from before");
    await expect(fromBefore).toBeVisible();
    await expect(page.getByText("differs from before.")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Replay all" })).toBeDisabled();
    const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
    expect(found.violations).toEqual([]);
    await first.getByRole("button").click();
    await expect(page.getByLabel("Settings of the step")).toBeVisible();
    await goodbye.fill("Until then.");
    await expect(first).toHaveCount(0);
    await expect(fromBefore).toBeVisible();
    await page.getByRole("button", { name: "Replay all" }).click();
    await expect(fromBefore).toHaveCount(0);
    await expect(page.getByText("No answer of ours differs from before.")).toBeVisible();
  });

  await test.step("started again, the focus is where it begins", async () => {
    await page.getByRole("button", { name: "Start again" }).click();
    await expect(page.getByRole("button", { name: "Answer the call" })).toBeFocused();
  });
});
