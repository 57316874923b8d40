import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { signUp } from "@/e2e/material/workspace";

test("a number is added by keyboard: what is wrong stands at the number, and the focus comes back to where it was", async ({
  page,
}) => {
  const { slug } = await signUp(page, "Answering Freight");
  await page.goto(`/${slug}/settings/numbers`);
  const add = page.getByRole("button", { name: "Add a number" });
  const form = page.getByRole("dialog", { name: "Add a telephone number" });
  const number = form.getByLabel("Number", { exact: true });
  const saveAs = async (typed: string) => {
    await add.press("Enter");
    await number.fill(typed);
    await form.getByLabel("Name", { exact: true }).fill("Head office");
    await page.keyboard.press("Enter");
  };

  await saveAs("12ab");
  await expect(form.getByText("This is no whole telephone number.")).toBeVisible();
  await expect(number).toHaveAttribute("aria-invalid", "true");
  await number.fill("+442071838750");
  await page.keyboard.press("Enter");
  await expect(form.getByText("A sandbox takes fictitious numbers only")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(add).toBeFocused();

  await saveAs("+13125550188");
  await expect(page.getByRole("row", { name: /0188/ })).toContainText("Head office");
  await expect(add).toBeFocused();
  await saveAs("+13125550188");
  await expect(form.getByRole("alert")).toHaveText("This number is in use already.");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Give up/ }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Give up" }).press("Enter");
  await expect(page.getByRole("row", { name: /0188/ })).toContainText("Given up");
});
