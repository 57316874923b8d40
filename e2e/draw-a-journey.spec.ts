import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";

/** A workspace of one's own with a journey from the template, opened in the builder. */
async function openTemplate(page: Page) {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Jo Draw");
  await page.getByLabel("Company").fill("Drawn Freight");
  await page.getByLabel("E-mail").fill(`${crypto.randomUUID()}@example.com`);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-"));
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";
  await page.goto(`/${slug}/journeys`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/journeys\/jrn_/);
}

const steps = (page: Page) => page.locator(".react-flow__node");
const step = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();

test("a user adds, connects, moves, edits, undoes and publishes steps on the canvas", async ({ page }) => {
  await openTemplate(page);
  await expect(steps(page)).toHaveCount(25);

  await page.getByRole("button", { name: "Add a step after “Start”" }).click();
  await page.getByPlaceholder("Find a step…").fill("wait");
  await page.keyboard.press("Enter");
  await expect(steps(page)).toHaveCount(26);
  await page.keyboard.press("Control+z");
  await expect(steps(page)).toHaveCount(25);

  const pane = page.locator(".react-flow__pane");
  await page
    .getByRole("button", { name: "Send SMS" })
    .first()
    .dragTo(pane, { targetPosition: { x: 110, y: 160 } });
  await expect(steps(page)).toHaveCount(26);
  await expect(page.getByRole("button", { name: /problems?$/ })).toBeVisible();

  const connections = page.locator(".react-flow__edge");
  const before = await connections.count();
  await drag(
    page,
    step(page, "send_sms_1").locator(".react-flow__handle-bottom"),
    step(page, "email_1").locator(".react-flow__handle-top"),
  );
  await expect(connections).toHaveCount(before + 1);

  await step(page, "start").click();
  await page.getByLabel("next", { exact: true }).selectOption({ label: "Send SMS" });
  await step(page, "send_sms_1").click();
  const text = page.getByRole("textbox", { name: "Text message" });
  await text.click();
  await page.keyboard.type("Hello {{contact.name}}, {{balance}} is open. Reply STOP to opt out. ");
  await page.getByRole("button", { name: "Insert a variable into Text message" }).click();
  await page.getByRole("menuitem", { name: "Payment link" }).click();
  await expect(text.locator("[data-variable]")).toHaveCount(3);
  await expect(page.getByLabel("Preview for an example debtor")).toContainText(
    "Hello Maria Alvarez, $11,840.00 is open.",
  );
  await page.getByLabel("next", { exact: true }).selectOption({ label: "E-mail address known?" });
  await saved(page);

  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByLabel("What changed (optional)").fill("A text first");
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();

  await page.reload();
  await expect(steps(page)).toHaveCount(26);
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();
  const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
  expect(found.violations).toEqual([]);
});

test("what one person saved is not overwritten by another who opened it earlier", async ({ page, context }) => {
  await openTemplate(page);
  await expect(steps(page)).toHaveCount(25);
  const other = await context.newPage();
  await other.goto(page.url());
  await step(other, "email_1").click();
  await other.keyboard.press("Delete");
  await expect(steps(other)).toHaveCount(24);
  await saved(other);

  await page.bringToFront();
  await step(page, "can_email").click({ position: { x: 120, y: 12 } });
  await page.getByLabel("Name of the step").fill("Mail?");
  await expect(page.getByText("Someone else saved this journey")).toBeVisible();
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect(steps(page)).toHaveCount(24);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(steps(page)).toHaveCount(25);
});

test("on a phone a journey is a list, edited by touch and by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 760 });
  await openTemplate(page);
  const rows = page.locator("[data-step]");
  await expect(rows).toHaveCount(25);
  await page.locator('[data-step="sms_1"]').focus();
  await page.keyboard.press("Delete");
  await expect(rows).toHaveCount(24);
  await page.keyboard.press("/");
  await page.keyboard.type("exit");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(25);
  await page.locator('[data-step="email_1"]').click();
  await expect(page.getByRole("dialog").getByLabel("Name of the step")).toHaveValue("E-mail 1: friendly reminder");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});

test("two versions are compared in colour and word by word, one is rolled back to, and undo takes that back", async ({
  page,
}) => {
  await openTemplate(page);
  await showAll(page);
  await publish(page, "First");
  await step(page, "sms_1").click();
  await page.getByLabel("Name of the step").fill("First text");
  await step(page, "call_3").click();
  await page.keyboard.press("Delete");
  await expect(steps(page)).toHaveCount(24);
  await saved(page);
  await publish(page, "One call less");

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  const history = page.getByRole("dialog", { name: "History" });
  await expect(history.getByText("One call less")).toBeVisible();
  await expect(history.getByText("1 removed")).toBeVisible();
  await history.getByRole("tab", { name: "Who changed what" }).click();
  await expect(history.getByText("Jo Draw edited it")).toBeVisible();
  await expect(history.getByText("First text")).toBeVisible();
  await history.getByRole("tab", { name: "Versions" }).click();
  await history.getByRole("button", { name: "Actions for Version 2" }).click();
  await page.getByRole("menuitem", { name: "Compare with version 1" }).click();

  await expect(step(page, "call_3").getByText("Removed")).toBeVisible();
  await expect(step(page, "sms_1").getByText("Changed")).toBeVisible();
  await page.getByRole("button", { name: /^First text .*Changed$/ }).click();
  await expect(page.locator("ins").first()).toContainText("First");
  await expect(page.locator("del").first()).toContainText("SMS");
  const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
  expect(found.violations).toEqual([]);
  await page.getByRole("button", { name: "Back to the draft" }).click();

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await page.getByRole("button", { name: "Version 1", exact: true }).click();
  await expect(page.getByText("Published, read-only")).toBeVisible();
  await page.getByRole("button", { name: "Roll back to this" }).click();
  await expect(page.getByText("The draft is version 1 again.")).toBeVisible();
  await expect(steps(page)).toHaveCount(25);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(steps(page)).toHaveCount(24);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Discard the draft" }).click();
  await expect(page.getByText("it is version 2 again")).toBeVisible();
});

test("undo survives a reload, and what is copied here is pasted into another journey", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openTemplate(page);
  await showAll(page);
  await step(page, "sms_1").click();
  await page.keyboard.press("Delete");
  await step(page, "sms_2").click();
  await page.keyboard.press("Delete");
  await expect(steps(page)).toHaveCount(23);
  await saved(page);
  await page.reload();
  await expect(steps(page)).toHaveCount(23);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(steps(page)).toHaveCount(25);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(steps(page)).toHaveCount(24);
  await saved(page);

  await showAll(page);
  await step(page, "sms_2").click();
  await step(page, "after_sms_2").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  await page.goto(`${page.url().replace(/\/journeys\/.*/, "/journeys")}`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByRole("radio", { name: /Blank journey/ }).click();
  await page.getByLabel("Name of the journey").fill("Another");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(steps(page)).toHaveCount(2);
  await page.keyboard.press("Control+v");
  await expect(steps(page)).toHaveCount(4);
  await expect(step(page, "send_sms_1")).toContainText("SMS 2");
});

test("steps are grouped under a title, a note stands beside them, and a search finds them by what they say", async ({
  page,
}) => {
  await openTemplate(page);
  await showAll(page);
  await step(page, "sms_1").click();
  await step(page, "after_sms_1").click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Group", exact: true }).click();
  await page.getByLabel("Title").fill("Texts");
  await expect(page.locator(".frame-title")).toHaveText(/Texts\s*2 steps/);
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await page.getByLabel("What it says").fill("Ask Ann before changing this");
  await expect(page.locator(".react-flow__node-note")).toContainText("Ask Ann");
  await saved(page);
  await page.reload();
  await expect(page.locator(".frame-title")).toHaveText(/Texts/);

  await page.locator(".react-flow__pane").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("Control+f");
  await page.getByPlaceholder("Find by name or text…").fill("last automated call");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name of the step")).toHaveValue("Call 3");
});

test("the list does by keyboard what the canvas does", async ({ page }) => {
  await openTemplate(page);
  await page.getByRole("button", { name: "List" }).click();
  const row = (id: string) => page.locator(`[data-step="${id}"]`);
  const order = () =>
    page.locator("[data-step]").evaluateAll((rows) => rows.map((each) => each.getAttribute("data-step")));
  await row("sms_1").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(row("sms_1")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(async () => (await order()).indexOf("sms_1") - (await order()).indexOf("after_sms_1")).toBe(1);
  await page.keyboard.press("Control+z");
  await row("sms_1").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await expect(page.locator("[data-step]")).toHaveCount(27);
  await page.keyboard.press("Control+z");
  await row("sms_1").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name of the step")).toBeFocused();
  await page.getByLabel("next", { exact: true }).selectOption({ label: "Call 1" });
  await saved(page);
  await page.getByRole("link", { name: "Back to all journeys" }).focus();
  const found = await new AxeBuilder({ page }).include("[data-bleed]").analyze();
  expect(found.violations).toEqual([]);
});

test("a journey begins from any template or from one's own, and without a model the description says what it needs", async ({
  page,
}) => {
  await openTemplate(page);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Save as a template…" }).click();
  await page.getByLabel("Name of the template").fill("Our way");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("“Our way” is a template now.")).toBeVisible();
  await page.getByRole("link", { name: "Back to all journeys" }).click();
  await page.getByRole("button", { name: "New journey" }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio")).toHaveCount(9);
  await dialog.getByRole("radio", { name: /Describe it in words/ }).click();
  await expect(dialog.getByText("sets OPENAI_API_KEY")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Draft it" })).toBeDisabled();
  const found = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  expect(found.violations).toEqual([]);
  await dialog.getByRole("radio", { name: /Broker short-pay/ }).click();
  await expect(dialog.getByLabel("Name of the journey")).toHaveValue("Broker short-pay");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/journeys\/jrn_/);
  await expect(step(page, "email_3")).toContainText("before a bond claim");
  await expect(page.getByRole("button", { name: /problems?$/ })).toHaveCount(0);
});

/** A long journey opens at its beginning; what is further down is clicked once all of it is in view. */
async function showAll(page: Page) {
  await page.getByRole("button", { name: "Zoom to fit" }).click();
  await expect(step(page, "unreachable")).toBeInViewport();
}

async function publish(page: Page, note: string) {
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByLabel("What changed (optional)").fill(note);
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText(/Version \d is published\./).last()).toBeVisible();
}

async function drag(page: Page, from: ReturnType<typeof step>, to: ReturnType<typeof step>) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("nothing to drag");
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 60, { steps: 6 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}
