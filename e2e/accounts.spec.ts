import { expect, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";

const PASSWORD = "correct horse battery";

/** An address nobody else uses; the local mailbox keeps its mails. */
const someone = () => `${crypto.randomUUID()}@example.com`;

async function signUp(page: Page, email: string, company: string) {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Pat Doe");
  await page.getByLabel("Company").fill(company);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-"));
  return new URL(page.url()).pathname.split("/")[1] ?? "";
}

async function signIn(page: Page, email: string, password: string) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

/** The link in the newest mail to the address, from the local mailbox. */
async function mailedLink(page: Page, email: string, path: string): Promise<string> {
  const mail = page.locator("details").filter({ hasText: email }).first();
  const link = mail.locator(`a[href*="${path}"]`).first();
  await expect(async () => {
    await page.goto("/sandbox-mail");
    await expect(link).toBeAttached({ timeout: 1_000 });
  }).toPass();
  return (await link.getAttribute("href")) ?? "";
}

test("a newcomer signs up by keyboard, sees three steps, and the first one is done when the company is saved", async ({
  page,
}) => {
  const slug = await signUp(page, someone(), "Blue Lane Freight");
  // What is streamed stands at the page's end, hidden, for an instant before it is put where it belongs.
  const main = page.getByRole("main");
  await expect(main.getByText("0 of 3 done")).toBeVisible();
  await page.getByRole("link", { name: "Fill in" }).click();
  await page.getByLabel("Phone").fill("(512) 555-0100");
  await page.getByLabel("Country").selectOption("US");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(`**/${slug}`);
  await expect(main.getByText("1 of 3 done")).toBeVisible();
});

test("a forgotten password is reset by mail, which signs out every device", async ({ page, browser }) => {
  const email = someone();
  const slug = await signUp(page, email, "Reset Freight");
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto("/forgot-password");
  await elsewhere.getByLabel("E-mail").fill(email);
  await elsewhere.keyboard.press("Enter");
  await expect(elsewhere.getByText("Look into your mailbox")).toBeVisible();

  await elsewhere.goto(await mailedLink(elsewhere, email, "/reset-password"));
  await elsewhere.getByLabel("New password").fill("a better sentence");
  await elsewhere.keyboard.press("Enter");
  await expect(elsewhere.getByText("Your password is changed")).toBeVisible();

  await page.goto(`/${slug}/settings/company`);
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, email, PASSWORD);
  await expect(page.getByText("do not match an account")).toBeVisible();
  await signIn(page, email, "a better sentence");
  await page.waitForURL(`**/${slug}`);
});

test("someone invited joins with their role, and finds closed what the role does not open", async ({
  page,
  browser,
}) => {
  const slug = await signUp(page, someone(), "Inviting Freight");
  const invited = someone();
  await page.goto(`/${slug}/settings/members`);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("dialog").getByLabel("E-mail").fill(invited);
  await page.getByRole("dialog").getByLabel("Role").selectOption("viewer");
  await page.keyboard.press("Enter");
  await expect(page.getByText(invited)).toBeVisible();

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(await mailedLink(theirs, invited, "/invitations/"));
  await theirs.getByRole("link", { name: "Create account" }).click();
  await theirs.getByLabel("Your name").fill("Vic Viewer");
  await theirs.getByLabel("Password").fill(PASSWORD);
  await theirs.keyboard.press("Enter");
  await theirs.getByRole("button", { name: "Accept the invitation" }).click();
  await theirs.waitForURL(`**/${slug}`);

  await theirs.goto(`/${slug}/settings/company`);
  await expect(theirs.getByText("Your role can look at this but not change it.")).toBeVisible();
  await theirs.goto(`/${slug}/settings/audit`);
  await expect(theirs.getByText("There is nothing at this address")).toBeVisible();
});

test("a device that was signed out by its owner is out with the next click", async ({ page, browser }) => {
  const email = someone();
  const slug = await signUp(page, email, "Two Devices Freight");
  const other = await (await browser.newContext()).newPage();
  await signIn(other, email, PASSWORD);
  await other.waitForURL(`**/${slug}`);
  await page.goto(`/${slug}/settings/sessions`);
  await page.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(page.getByText("1 device signed out")).toBeVisible();
  await other.goto(`/${slug}/debtors`);
  await expect(other).toHaveURL(/\/sign-in/);
});

test("another company's workspace looks like nothing, to a stranger and to another customer", async ({
  page,
  browser,
}) => {
  const slug = await signUp(page, someone(), "Private Freight");
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`/${slug}/settings/company`);
  await expect(stranger).toHaveURL(/\/sign-in/);
  await signUp(stranger, someone(), "Curious Freight");
  expect((await stranger.goto(`/${slug}/settings/company`))?.status()).toBe(404);
  expect((await stranger.goto("/there-is-no-such-workspace/settings/company"))?.status()).toBe(404);
});

test("every page carries a policy under which only its own scripts run", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  const nonces = new Set<string>();
  for (const path of ["/", "/sign-in", "/sign-up"]) {
    const answer = await page.goto(path, { waitUntil: "networkidle" });
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
  }
  expect(nonces.size).toBe(3);
  expect(refused).toEqual([]);
});
