// The conversation that the AI holds: drawn from a template, in one's own words, tried in writing, published.
import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { signUp } from "@/e2e/material/workspace";

test("a conversation is made from a template, reworded, tried as a debtor who promises and one who stops it, and published", async ({
  page,
}) => {
  const { slug } = await signUp(page, "Talking Freight");
  await page.goto(`/${slug}/conversations`);
  await page.getByRole("button", { name: "New conversation" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New conversation" });
  await expect(dialog.getByRole("radio", { name: "Payment reminder" })).toBeChecked();
  await dialog.getByLabel("Name").fill("First call");
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: /First call/ })).toBeVisible();

  await test.step("words are changed and saved", async () => {
    const end = page.getByRole("list", { name: "Steps" }).getByLabel("English").last();
    await end.fill("That is all for today. Goodbye.");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await expect(end).toHaveValue("That is all for today. Goodbye.");
  });

  await test.step("it is tried as somebody who promises", async () => {
    await page.getByRole("button", { name: "Answer the call" }).click();
    const said = page.getByRole("list", { name: "Try it" });
    const say = async (words: string) => {
      await page.getByLabel("What the debtor says, or keys").fill(words);
      await page.getByRole("button", { name: "Say", exact: true }).click();
    };
    // A machine speaks, and says so, before it says anything else; nothing of the debt before it knows who is on the line.
    await expect(said.getByRole("listitem").first()).toContainText(/automated|artificial/);
    await expect(said).not.toContainText("704");
    await say("Yes, speaking.");
    await expect(said).toContainText("INV-4432");
    await say("We will pay on Friday.");
    await expect(said.getByRole("listitem").last()).toContainText(/is that right/i);
    await say("Yes.");
    await expect(page.getByText("Promised to pay")).toBeVisible();
    await expect(page.getByText("Noted a promise")).toBeVisible();
  });

  await test.step("what was said is said differently: they want no more calls", async () => {
    await page.getByRole("button", { name: "Say something else here" }).nth(1).click();
    const field = page.getByLabel("What the debtor says, or keys");
    await expect(field).toHaveValue("We will pay on Friday.");
    await field.fill("Stop calling me.");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Wants no more calls")).toBeVisible();
    await expect(page.getByText("Promised to pay")).toBeHidden();
  });

  await test.step("it is published, with why", async () => {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Note").fill("Our own goodbye");
    await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText("Version 1 is published.")).toBeVisible();
    await expect(page.getByText("Our own goodbye")).toBeVisible();
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  });
});
