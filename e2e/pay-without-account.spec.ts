// A stranger opens a pay link on a phone: no account, no script, two taps to pay. The member who made it sees it come.
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { signInToDemo } from "@/e2e/material/workspace";

const phone = { viewport: { width: 375, height: 812 } };

/** Opens the debtor in that place of the list and makes a link to their pay page. */
async function newPayLink(page: Page, slug: string, place: number) {
  await page.goto(`/${slug}/debtors`);
  const debtor = page.locator(`a[href*="/${slug}/debtors/deb_"]`).nth(place);
  await page.goto((await debtor.getAttribute("href")) ?? "");
  // The newest stands first. The debtor may have older ones, from mails that were sent.
  await expect(
    page
      .getByText(/^No links yet|Copy the link/)
      .or(page.getByRole("listitem"))
      .first(),
  ).toBeVisible();
  const newest = page.getByRole("link", { name: "Open the pay page" }).first();
  const before = (await newest.count()) > 0 ? await newest.getAttribute("href") : null;
  await page.getByRole("button", { name: "New link" }).click();
  await expect
    .poll(async () => (await newest.count()) > 0 && (await newest.getAttribute("href")) !== before)
    .toBe(true);
  return (await newest.getAttribute("href")) ?? "";
}

async function onPhone(browser: Browser, options: { scripts: boolean; dark?: boolean }) {
  const context = await browser.newContext({
    ...phone,
    javaScriptEnabled: options.scripts,
    colorScheme: options.dark ? "dark" : "light",
  });
  return context.newPage();
}

test("a debtor pays everything in two taps, without an account and without JavaScript", async ({ page, browser }) => {
  const slug = await signInToDemo(page);
  const url = await newPayLink(page, slug, 0);
  const debtor = await onPhone(browser, { scripts: false });

  const requests: string[] = [];
  debtor.on("request", (request) => requests.push(request.url()));
  const response = await debtor.goto(url);
  expect(response?.headers()["referrer-policy"]).toBe("no-referrer");
  expect(response?.headers()["x-robots-tag"]).toContain("noindex");
  expect(requests.filter((address) => !address.startsWith("data:"))).toEqual([url]);

  const payAll = debtor.getByRole("button", { name: /^Pay / }).first();
  const amount = ((await payAll.textContent()) ?? "").replace("Pay ", "");
  await payAll.click();
  await debtor.getByRole("button", { name: `Pay ${amount}` }).click();
  await expect(debtor.getByText(`Thank you. ${amount} is paid.`)).toBeVisible();

  await page.reload();
  await expect(page.getByText(/By card · Pays/).first()).toBeVisible();
});

test("a debtor can pay a part, and is told what is wrong with an amount", async ({ page, browser }) => {
  const slug = await signInToDemo(page);
  const debtor = await onPhone(browser, { scripts: false });
  await debtor.goto(await newPayLink(page, slug, 1));
  await debtor
    .getByLabel(/^Amount to pay/)
    .first()
    .fill("999999999");
  await debtor.getByRole("button", { name: "Continue to payment" }).first().click();
  await expect(debtor.getByRole("alert")).toContainText("more than is open");
  await debtor
    .getByLabel(/^Amount to pay/)
    .first()
    .fill("25");
  await debtor.getByRole("button", { name: "Continue to payment" }).first().click();
  await debtor.getByLabel("Or a test card's number").fill("4000 0025 0000 3155");
  await debtor.getByRole("button", { name: /^Pay / }).click();
  await debtor.getByRole("button", { name: "Yes, approve" }).click();
  await expect(debtor.getByText("The rest is still open.")).toBeVisible();
});

test("the pay page has no accessibility fault and no sideways scrolling, light or dark, English or Hindi", async ({
  page,
  browser,
}) => {
  const slug = await signInToDemo(page);
  const url = await newPayLink(page, slug, 2);
  for (const dark of [false, true]) {
    const debtor = await onPhone(browser, { scripts: true, dark });
    for (const language of ["en", "hi"]) {
      await debtor.goto(`${url}?lang=${language}`);
      expect((await new AxeBuilder({ page: debtor }).analyze()).violations).toEqual([]);
      expect(await debtor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    }
  }
});

test("a link that was taken back says so and shows nothing of the debtor", async ({ page, browser }) => {
  const slug = await signInToDemo(page);
  const url = await newPayLink(page, slug, 3);
  await page.getByRole("button", { name: "Take back" }).first().click();
  await expect(page.getByText("The link no longer works")).toBeVisible();
  const debtor = await onPhone(browser, { scripts: false });
  expect((await debtor.goto(url))?.status()).toBe(410);
  await expect(debtor.getByText("This link was withdrawn")).toBeVisible();
  await expect(debtor.getByRole("button")).toHaveCount(0);
});
