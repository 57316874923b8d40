import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

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

async function drag(page: Page, from: ReturnType<typeof step>, to: ReturnType<typeof step>) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("nothing to drag");
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 60, { steps: 6 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}
