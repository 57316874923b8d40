// Two readers walk every page of the product and open every dialog, in the demo's data: in English at a desk in light, in
// Hindi on a phone in dark. Nothing for axe to find, nothing beside the screen's edge, no word without its translation,
// nothing that the content security policy stopped and nothing that broke.
import { globSync } from "node:fs";
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { addressesOfEverybody, addressesOfMembers } from "@/e2e/material/every-address";
import { fits, inspect, keepPicture, settled, watch } from "@/e2e/material/inspect";
import { forgotten, layers, layersOfPhones, words } from "@/e2e/material/layers";
import { test } from "@/e2e/material/visitor";
import { query, signInToDemo } from "@/e2e/material/workspace";

const baseURL = `http://localhost:${process.env.E2E_PORT ?? 3400}`;
const dialogs = '[role="dialog"], [role="alertdialog"]';
const payLink = /\/pay\/[\w-]{30}/;
const phone = { width: 375, height: 812 };
const readers = [
  { locale: "en", viewport: { width: 1440, height: 900 }, colorScheme: "light", layers },
  { locale: "hi", viewport: phone, colorScheme: "dark", layers: joined(layers, layersOfPhones) },
] as const;

// A trace of so many screens costs more than looking at them.
test.use({ trace: "off" });
test.describe.configure({ timeout: 600_000 });

test("pages for everybody are accessible, fit their screen and are in the reader's language", async ({ browser }) => {
  expect(await problemsOf(browser, addressesOfEverybody())).toEqual([]);
});

test("pages of a workspace and their dialogs are accessible, fit their screen and are in the reader's language", async ({
  browser,
  page,
}) => {
  const slug = await signInToDemo(page);
  const addresses = await addressesOfMembers(page, slug);
  expect(await problemsOf(browser, addresses, await page.context().storageState())).toEqual([]);
});

test("a message that left with its pay link, which no line can hold, fits a desk and a phone", async ({ page }) => {
  const slug = await signInToDemo(page);
  await page.goto(`/${slug}/touches/${await touchWithPayLink(page, slug)}`);
  await expect(page.getByText(payLink)).toBeVisible();
  const faults: string[] = await fits(page, "at a desk");
  await page.setViewportSize(phone);
  faults.push(...(await fits(page, "on a phone")));
  expect(faults).toEqual([]);
});

test("no dialog is left out of the walk", () => {
  expect(forgotten(globSync("components/**/*.tsx"))).toEqual([]);
});

test("what a dialog, a choice and a message bring of their own style takes effect under the policy", async ({
  page,
}) => {
  const stopped = watch(page);
  const slug = await signInToDemo(page);
  await settled(page);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("body"), "a dialog locks scrolling").toHaveCSS("overflow-y", "hidden");
  await page.keyboard.press("Escape");
  await page.goto(`/${slug}/invoices`);
  await page.getByRole("combobox").first().click();
  await expect(page.locator("[data-radix-select-viewport]")).toHaveCSS("scrollbar-width", "none");
  await page.keyboard.press("Escape");
  await page.goto(`/${slug}/settings/profile`);
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(page.locator("[data-sonner-toast]")).toBeVisible();
  await expect(page.locator("[data-sonner-toaster]")).toHaveCSS("position", "fixed");
  await keepPicture(page, "a toast");
  await page.goto(`/${slug}/journeys`);
  await page.locator('main a[href*="/jrn_"]').first().click();
  await page.locator('.react-flow__node[data-id="email_1"]').click();
  await expect(page.locator(".ProseMirror").first()).toHaveCSS("white-space", "pre-wrap");
  await expect(page.locator(".react-flow__node").first()).toHaveCSS("position", "absolute");
  await expect(page.locator(".react-flow__viewport")).toHaveAttribute("style", /transform: translate\(.*scale\(/);
  await keepPicture(page, "canvas and editor");
  expect(stopped).toEqual([]);
});

/** An e-mail whose words still hold its link: what other tests let the demo send (a receipt, say) has none. */
async function touchWithPayLink(page: Page, slug: string): Promise<string> {
  const filters = { channel: "email", status: "delivered" };
  const { rows } = await query<{ rows: { id: string }[] }>(page, slug, "touches.list", filters);
  for (const { id } of rows) {
    const { message } = await query<{ message: { body: string } | null }>(page, slug, "touches.get", { touchId: id });
    if (payLink.test(message?.body ?? "")) return id;
  }
  throw new Error(`None of ${rows.length} delivered e-mails of the demo holds a pay link.`);
}

/** What each reader runs into on their way. */
async function problemsOf(
  browser: Browser,
  addresses: Map<string, string>,
  storageState?: BrowserContextOptions["storageState"],
): Promise<string[]> {
  const found = readers.map(async ({ locale, viewport, colorScheme, layers }) => {
    const context = await browser.newContext({
      locale,
      viewport,
      colorScheme,
      storageState,
      reducedMotion: "reduce",
    });
    // Who is signed in carries the language they chose: here it is the reader's.
    await context.addCookies([{ name: "locale", value: locale, url: baseURL }]);
    const page = await context.newPage();
    const problems = watch(page);
    const layer = page.locator(dialogs);
    for (const [route, address] of addresses) {
      const where = `${locale} ${route || "/"}`;
      await page.goto(address);
      await settled(page);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      problems.push(...(await inspect(page, where)));
      if (viewport.width > phone.width) {
        await page.setViewportSize(phone);
        problems.push(...(await fits(page, `${where} on a phone`)));
        await page.setViewportSize(viewport);
      }
      for (const { of, open } of layers[route] ?? []) {
        try {
          await open(page, words(locale));
          await expect(layer).toBeVisible();
          problems.push(...(await inspect(page, `${where} ${of}`, dialogs)));
          await page.keyboard.press("Escape");
          await expect(layer).toBeHidden();
        } catch (error) {
          problems.push(`${where} ${of}: ${error}`);
          await page.goto(address);
          await settled(page);
        }
      }
    }
    await context.close();
    return problems;
  });
  return (await Promise.all(found)).flat();
}

function joined<T>(one: Record<string, T[]>, other: Record<string, T[]>): Record<string, T[]> {
  const routes = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...routes].map((route) => [route, [...(one[route] ?? []), ...(other[route] ?? [])]]));
}
