import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { signUp } from "@/e2e/material/workspace";

test("a skill of one's own is made in the settings, tells its secret once, is tried, changed, and taken away", async ({
  page,
}) => {
  const { slug } = await signUp(page, "Skilled Freight");
  await page.goto(`/${slug}/settings/skills`);
  await expect(page.getByText("No own skills yet")).toBeVisible();
  await page.getByRole("button", { name: "New skill" }).click();
  const form = page.getByRole("dialog", { name: "New skill" });
  const make = form.getByRole("button", { name: "Make the skill" });
  await form.getByLabel("Name", { exact: true }).fill("where_is_it");
  await form.getByLabel("What it does").fill("Where a load is now.");
  await form.getByLabel("Address").fill("http://hooks.example.com/where");
  await form.getByLabel("Name of field 1", { exact: true }).fill("reference");
  await form.getByLabel("Name of field 1 of the answer").fill("place");
  await form.getByLabel("Field 1 of the answer in a sandbox").fill("Laredo");
  await expect(form.getByText("Give an https address")).toBeVisible();
  await expect(make).toBeDisabled();
  await form.getByLabel("Address").fill("https://hooks.example.com/where");
  await make.click();

  const once = page.getByRole("dialog", { name: "The secret of where_is_it" });
  const secret = await once.getByLabel("Secret").inputValue();
  expect(secret).toMatch(/^whsec_/);
  await once.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("row", { name: /where_is_it/ });
  await expect(row).toContainText("in use");
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "Try where_is_it" }).click();
  const trying = page.getByRole("dialog", { name: "Try where_is_it" });
  await expect(trying.getByRole("button", { name: "Call it" })).toBeDisabled();
  await trying.getByLabel("reference").fill("L-1");
  await trying.getByRole("button", { name: "Call it" }).click();
  await expect(trying).toContainText("Laredo");
  await expect(trying).toContainText("Nobody was called.");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Change where_is_it" }).click();
  const change = page.getByRole("dialog", { name: "Change where_is_it" });
  await change.getByRole("button", { name: "Another field of the answer" }).click();
  await change.getByLabel("Name of field 2 of the answer").fill("held");
  await change.getByLabel("Type of field 2 of the answer").selectOption("boolean");
  await change.getByLabel("Field 2 of the answer in a sandbox").selectOption("false");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("held");

  await page.getByRole("button", { name: "Archive where_is_it" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive", exact: true }).click();
  await expect(row).toContainText("archived");
  await page.getByRole("button", { name: "Restore where_is_it" }).click();
  await expect(row).toContainText("in use");
});
