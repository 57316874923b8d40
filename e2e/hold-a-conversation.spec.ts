// The conversation that the AI holds: drawn from a template, in one's own words, tried in writing, published.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { openReminder, say } from "@/e2e/material/conversations";
import { test } from "@/e2e/material/visitor";

const steps = (page: Page) => page.locator(".react-flow__node");
const step = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();

async function publish(page: Page, note: string) {
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Note").fill(note);
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText(/Version \d is published\./).last()).toBeVisible();
}

test("a conversation is made from a template, reworded, tried as a debtor who promises and one who stops it, and published", async ({
  page,
}) => {
  await openReminder(page, "Talking Freight", "First call");

  await test.step("words are changed where they are read, and saved", async () => {
    await page.getByRole("button", { name: "Words", exact: true }).click();
    const end = page.getByRole("list", { name: "Steps" }).getByLabel("English").last();
    await end.fill("That is all for today. Goodbye.");
    await saved(page);
    await page.reload();
    await expect(end).toHaveValue("That is all for today. Goodbye.");
  });

  await page.getByRole("button", { name: "Canvas", exact: true }).click();
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  const said = page.getByRole("list", { name: "Try it" });

  await test.step("it is tried as somebody who promises", async () => {
    await page.getByRole("button", { name: "Answer the call" }).click();
    // A machine speaks, and says so, before it says anything else; nothing of the debt before it knows who is on the line.
    await expect(said.getByRole("listitem").first()).toContainText(/automated|artificial/);
    await expect(said).not.toContainText("704");
    await expect(step(page, "who").getByText("The trial stands here")).toBeAttached();
    await say(page, "Yes, speaking.");
    await expect(said).toContainText("INV-4432");
    await expect(step(page, "reaction").getByText("The trial stands here")).toBeAttached();
    await expect(step(page, "who").getByText("The trial stands here")).not.toBeAttached();
    await say(page, "We will pay on Friday.");
    await expect(said.getByRole("listitem").last()).toContainText(/is that right/i);
    await say(page, "Yes.");
    await expect(page.getByText("Promised to pay", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("Noted a promise").first()).toBeVisible();
    await expect(said).toBeFocused();
  });

  await test.step("a turn is edited: they want no more calls, and what differs is told", async () => {
    const edit = page.getByRole("button", { name: "Edit this turn" }).nth(1);
    await edit.click();
    const field = page.getByLabel("What the debtor says instead, or keys");
    await expect(field).toHaveValue("We will pay on Friday.");
    await page.keyboard.press("Escape");
    await expect(edit).toBeFocused();
    await page.keyboard.press("Enter");
    await field.fill("Stop calling me.");
    await page.keyboard.press("Enter");
    await expect(
      page.getByText(
        "1 of our answers differs from before. 1 turn after it fell away. Outcome: Promised to pay → Wants no more calls.",
      ),
    ).toBeVisible();
    await expect(said.getByText("Changed", { exact: true })).toHaveCount(1);
    await expect(said.getByRole("listitem").last()).toContainText(/Before: .*is that right/i);
    const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
    expect(found.violations).toEqual([]);
  });

  await test.step("it is told again as it was, on the drawing as it now is", async () => {
    await page.getByRole("button", { name: "Replay all" }).click();
    const same = page.getByText("No answer of ours differs from before. Outcome as before: Wants no more calls.");
    await expect(same).toBeVisible();
    await page.getByRole("button", { name: "Replay up to here" }).first().click();
    await expect(
      page.getByText(
        "The answers that are left read as before. 1 turn after it fell away. Outcome: Wants no more calls → not over yet.",
      ),
    ).toBeVisible();
    await expect(page.getByLabel("What the debtor says, or keys")).toBeFocused();
  });

  await test.step("it is published, with why", async () => {
    await publish(page, "Our own goodbye");
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await expect(page.getByText("Our own goodbye")).toBeVisible();
  });
});

test("a step is drawn, connected and worded, undone and redone, kept over a reload, tried, published and compared", async ({
  page,
}) => {
  await openReminder(page, "Talking Freight", "With a word more");
  await expect(step(page, "start")).toBeVisible();
  const count = await steps(page).count();
  const panel = page.getByLabel("Settings of the step");
  const sentence = panel.getByLabel("English", { exact: true });

  await test.step("a step comes from the palette, and is connected by a line and in the panel", async () => {
    const pane = page.locator(".react-flow__pane");
    await page
      .getByLabel("Steps", { exact: true })
      .getByRole("button", { name: "Say" })
      .dragTo(pane, { targetPosition: { x: 310, y: 420 } });
    await expect(steps(page)).toHaveCount(count + 1);
    await expect(page.getByRole("button", { name: /problems?$/ })).toBeVisible();
    await drag(
      page,
      step(page, "start").locator('.react-flow__handle-bottom[data-handleid="next"]'),
      step(page, "say_1").locator(".react-flow__handle-top"),
    );
    await step(page, "start").click();
    await expect(panel.getByLabel("Then", { exact: true })).toHaveValue("say_1");
    await step(page, "say_1").click();
    await panel.getByLabel("Then", { exact: true }).selectOption({ label: "The right person?" });
  });

  await test.step("its words are written in both languages, undone and redone", async () => {
    await panel.getByRole("button", { name: "One more sentence" }).click();
    await sentence.fill("Thank you for picking up, .");
    await sentence.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(26, 26));
    await panel.getByRole("button", { name: "Insert a variable: English" }).click();
    await page.getByRole("menuitem", { name: "Contact’s name" }).click();
    await expect(sentence).toHaveValue("Thank you for picking up, {{contact.name}}.");
    await panel.getByLabel("Hindi", { exact: true }).fill("फ़ोन उठाने के लिए धन्यवाद।");
    await expect(page.getByRole("button", { name: /problems?$/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(panel.getByLabel("Hindi", { exact: true })).toHaveValue("");
    await page.getByRole("button", { name: "Redo" }).click();
    await expect(panel.getByLabel("Hindi", { exact: true })).toHaveValue("फ़ोन उठाने के लिए धन्यवाद।");
    await saved(page);
  });

  await test.step("undo goes on after a reload", async () => {
    await page.reload();
    await expect(steps(page)).toHaveCount(count + 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await step(page, "say_1").click();
    await expect(panel.getByLabel("Hindi", { exact: true })).toHaveValue("");
    await page.getByRole("button", { name: "Redo" }).click();
    await saved(page);
  });

  await test.step("it is heard when it is tried", async () => {
    await page.getByRole("button", { name: "Try it", exact: true }).click();
    await page.getByRole("button", { name: "Answer the call" }).click();
    await expect(page.getByRole("list", { name: "Try it" })).toContainText("Thank you for picking up, Dana Whitfield.");
    const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
    expect(found.violations).toEqual([]);
  });

  await test.step("it is published, changed, and compared word by word", async () => {
    await publish(page, "With thanks");
    await sentence.fill("Thanks for picking up.");
    await saved(page);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await page.getByRole("button", { name: "Actions for Version 1" }).click();
    await page.getByRole("menuitem", { name: "Compare with the draft" }).click();
    await expect(step(page, "say_1").getByText("Changed")).toBeVisible();
    await step(page, "say_1").click();
    await expect(page.locator("ins").first()).toContainText("Thanks");
    const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
    expect(found.violations).toEqual([]);
    await page.getByRole("button", { name: "Back to the draft" }).click();
    await expect(steps(page)).toHaveCount(count + 1);
  });

  await test.step("it is rolled back to, and undo takes that back", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await page.getByRole("button", { name: "Version 1", exact: true }).click();
    await expect(page.getByText("Published, read-only")).toBeVisible();
    await page.getByRole("button", { name: "Roll back to this" }).click();
    await expect(page.getByText("The draft is version 1 again.")).toBeVisible();
    await step(page, "say_1").click();
    await expect(sentence).toHaveValue("Thank you for picking up, {{contact.name}}.");
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(sentence).toHaveValue("Thanks for picking up.");
  });
});

test("a conversation that two people change at once is not overwritten", async ({ page, context }) => {
  await openReminder(page, "Talking Freight", "Two of us");
  await expect(step(page, "start")).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await step(other, "who").click();
  await other.getByLabel("Name of the step").fill("Who is it?");
  await saved(other);
  await page.bringToFront();
  await step(page, "who").click();
  await page.getByLabel("Name of the step").fill("Is it them?");
  await expect(page.getByText("Someone else saved this conversation")).toBeVisible();
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect(step(page, "who")).toContainText("Who is it?");
  await page.keyboard.press("Control+z");
  await expect(step(page, "who")).toContainText("Is it them?");
});

test("on a phone a conversation is a list and a sheet, done by touch and by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 760 });
  await openReminder(page, "Talking Freight", "On the road");
  const rows = page.locator("[data-step]");
  await expect(rows.first()).toBeVisible();
  const count = await rows.count();
  await page.locator('[data-step="open"]').focus();
  await page.keyboard.press("/");
  await page.keyboard.type("keys");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(count + 1);
  await page.locator('[data-step="menu_1"]').click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Add a key" }).click();
  await sheet.getByLabel("What key 1 is for").fill("Pay now");
  await expect(sheet.getByLabel("1: Pay now")).toBeVisible();
  const found = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  expect(found.violations).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator('[data-step="menu_1"]').focus();
  await page.keyboard.press("Delete");
  await expect(rows).toHaveCount(count);
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Answer the call" }).click();
  await say(page, "Yes, speaking.");
  await expect(page.getByRole("list", { name: "Try it" })).toContainText("INV-4432");
  await page.getByRole("button", { name: "Edit this turn" }).click();
  await page.getByLabel("What the debtor says instead, or keys").press("Escape");
  await expect(page.getByRole("button", { name: "Edit this turn" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Try it", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Replay all" }).click();
  await expect(page.getByText("No answer of ours differs from before.")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});

async function drag(page: Page, from: ReturnType<typeof step>, to: ReturnType<typeof step>) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("nothing to drag");
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 60, { steps: 6 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}
