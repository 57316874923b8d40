import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { signUp } from "./material/workspace";

test("a newcomer is led through the first steps by what the screens say", async ({ page }) => {
  await test.step("typing begins at once on the pages before the door", async () => {
    for (const [address, field] of [
      ["/sign-up", "Your name"],
      ["/sign-in", "E-mail"],
      ["/sign-in?email=casey%40example.com", "Password"],
      ["/forgot-password", "E-mail"],
    ] as const) {
      await page.goto(address);
      await expect(page.getByLabel(field, { exact: true })).toBeFocused();
    }
  });

  const { slug } = await signUp(page, "First Steps Freight");
  const keys = process.platform === "darwin" ? "⌘K" : "Ctrl K";
  await expect(page.getByRole("button", { name: "Search or jump to" })).toContainText(keys);

  await test.step("step 1 asks for the number it speaks of", async () => {
    await page.getByRole("link", { name: "Fill in" }).click();
    const phone = page.getByLabel("Phone");
    await expect(phone).toBeFocused();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Messages tell debtors this number")).toBeVisible();
    await expect(phone).toBeFocused();
    await phone.fill("(312) 555-0142");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("main").getByText("1 of 3 done")).toBeVisible();
    await expectNoButtonUnder(page, page.locator("[data-sonner-toast]").filter({ hasText: "Saved" }));
  });

  await test.step("step 3 leads to the templates, then to publishing, then to launching", async () => {
    await page.getByRole("link", { name: "Choose a template" }).click();
    const dialog = page.getByRole("dialog", { name: "New journey" });
    await expect(dialog.getByRole("radio", { name: /Standard freight escalation/ })).toBeChecked();
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    const published = page.locator("[data-sonner-toast]").filter({ hasText: "Version 1 is published." });
    await expectNoButtonUnder(page, published);
    await published.getByRole("button", { name: "Launch a campaign" }).click();
    await page.waitForURL(`**/${slug}/campaigns/new*`);
  });

  await test.step("on a phone the journey's tools and its publish button stand in two rows", async () => {
    await page.goto(`/${slug}/journeys`);
    await page.setViewportSize({ width: 375, height: 812 });
    await page.getByRole("link", { name: "Standard freight escalation" }).click();
    const publish = await box(page.getByRole("button", { name: "Publish", exact: true }));
    const back = await box(page.getByRole("link", { name: /back/i }).first());
    expect(Math.abs(publish.y + publish.height / 2 - (back.y + back.height / 2))).toBeLessThan(4);
    expect(publish.x + publish.width).toBeLessThanOrEqual(375);
  });
});

async function box(of: Locator) {
  await expect(of).toBeVisible();
  const found = await of.boundingBox();
  if (!found) throw new Error("It has no box.");
  return found;
}

/** A toast may lie over what is read and over the canvas, which moves; never over what is pressed. */
async function expectNoButtonUnder(page: Page, toast: Locator) {
  const over = await box(toast);
  const pressed = page.locator("main :is(button, a, [role=button]):not(.react-flow *):visible");
  const boxes = await Promise.all((await pressed.all()).map((each) => each.boundingBox()));
  const under = boxes.filter(
    (each) =>
      each &&
      each.x < over.x + over.width &&
      over.x < each.x + each.width &&
      each.y < over.y + over.height &&
      over.y < each.y + each.height,
  );
  expect(under).toEqual([]);
}
