import { expect, type Page } from "@playwright/test";
import { signUp } from "@/e2e/material/workspace";

/** A workspace of one's own with a conversation from the payment reminder, opened in the builder. */
export async function openReminder(page: Page, company: string, name: string) {
  const { slug } = await signUp(page, company);
  await page.goto(`/${slug}/conversations`);
  await page.getByRole("button", { name: "New conversation" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New conversation" });
  await expect(dialog.getByRole("radio", { name: "Payment reminder" })).toBeChecked();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByLabel("Name of the conversation")).toHaveValue(name);
}

/** To the conversation that is tried. */
export async function say(page: Page, words: string) {
  await page.getByLabel("What the debtor says, or keys").fill(words);
  await page.getByRole("button", { name: "Say", exact: true }).last().click();
}
