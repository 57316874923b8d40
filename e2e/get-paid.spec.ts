import { type Browser, expect, type Page } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { contactsCsv, contactsFor } from "./material/contacts";
import { inspect } from "./material/inspect";
import { dayThere, isLawful, wallClock } from "./material/lawful-hours";
import { AS_OF, countryOfCode, figuresOn, loadReceivables } from "./material/receivables";
import { type Clock, importFile, moveClock, query, signUp } from "./material/workspace";

const ZONE = "America/Chicago";
const receivables = loadReceivables();
const contacts = contactsFor(receivables.rows);
const figures = figuresOn(receivables.rows, AS_OF);
const dollars = (minor: number) => (minor / 100).toLocaleString("en-US", { style: "currency", currency: "USD" });

/** When each overdue debtor had paid everything that was overdue on the day, in history. */
const paidOn = new Map(
  figures.debtorsOverdue.map((id) => [
    id,
    figures.overdue
      .flatMap((row) => (row.customerId === id ? [row.settledOn] : []))
      .sort()
      .at(-1) ?? "",
  ]),
);
/** Who paid last in history: still owing when all the others have left. */
const lastPayer = [...paidOn].reduce((last, next) => (next[1] > last[1] ? next : last))[0];

type Touch = {
  id: string;
  debtorName: string;
  channel: "email" | "sms" | "voice";
  status: string;
  sentAt: string | null;
};
type Enrollment = { id: string; debtorName: string; status: string; outcome: string | null; endedAt: string | null };

test("from signing up to getting paid, on a real file of 2,466 invoices", async ({ page, browser }) => {
  test.setTimeout(900_000);
  const { slug } = await test.step("sign up", () => signUp(page, "Summit Freight Lines"));

  await test.step("say who the company is", async () => {
    await page.getByRole("link", { name: "Fill in" }).click();
    await page.getByLabel("Time zone").selectOption(ZONE);
    await page.getByLabel("Phone").fill("+13125550142");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved").first()).toBeVisible();
  });

  await test.step("import the invoices as of the day, then the contacts", async () => {
    await importFile(page, slug, {
      name: "receivables.csv",
      csv: receivables.csv,
      // The file says only how each dispute ended up, not when it began: that would be hindsight here.
      columns: { Disputed: "Do not import" },
      answers: {
        "Currency of the amounts": "USD",
        ...Object.fromEntries(Object.entries(countryOfCode).map(([code, { iso }]) => [`Code ${code}`, iso])),
      },
      asOf: AS_OF,
    });
    await importFile(page, slug, { name: "contacts.csv", csv: contactsCsv(contacts) });
  });

  await test.step("see all of it, and the ageing of that day", () => seeFigures(page, slug));
  await test.step("publish the template", () => publishTemplate(page, slug));
  const campaignId = await test.step("launch a campaign on the overdue", () => launch(page, slug));

  await test.step("move the clock: e-mail, SMS and calls arrive at lawful times", async () => {
    await moveClock(page, slug, "+1 day");
    await seeInSandbox(page, slug, "Inbox");
    await seeMap(page, slug, campaignId);
    for (let days = 1; days < 23; days += 1) await moveClock(page, slug, "+1 day");
    await judgeTouches(page, slug);
  });

  await test.step("who paid in history left on that day", async () => {
    const { rows } = await query<{ rows: Enrollment[] }>(page, slug, "campaigns.enrollments", {
      campaignId,
      pageSize: 200,
    });
    expect(rows.map((row) => row.debtorName).sort()).toEqual([...figures.debtorsOverdue].sort());
    const now = await today(page, slug);
    for (const row of rows) {
      const day = paidOn.get(row.debtorName) ?? "";
      if (day > now) {
        expect([row.debtorName, row.status]).toEqual([row.debtorName, "waiting"]);
        continue;
      }
      const left = row.endedAt ? dayThere(ZONE, new Date(row.endedAt)) : "not yet";
      expect([row.debtorName, row.outcome, left]).toEqual([row.debtorName, "paid", day]);
    }
  });

  await test.step("another debtor pays on a phone, without JavaScript, and everything stops", async () => {
    const before = await query<{ money: { collectedMinor: number }[] }>(page, slug, "overview.get", {});
    const link = await payLinkOf(page, slug, lastPayer);
    const paidMinor = await payOnPhone(browser, link);
    await expect
      .poll(async () => (await enrollmentOf(page, slug, campaignId, lastPayer))?.outcome, { timeout: 30_000 })
      .toBe("paid");
    await expect
      .poll(
        async () =>
          (await query<{ money: { collectedMinor: number }[] }>(page, slug, "overview.get", {})).money[0]
            ?.collectedMinor,
      )
      .toBe((before.money[0]?.collectedMinor ?? 0) + paidMinor);
    const sent = (await touchesOf(page, slug)).filter((touch) => touch.debtorName === lastPayer).length;
    await moveClock(page, slug, "+1 day");
    const campaign = await query<{ status: string }>(page, slug, "campaigns.get", { campaignId });
    if (campaign.status === "running") await moveClock(page, slug, "Until the campaign ends");
    const reminders = (await touchesOf(page, slug)).filter((touch) => touch.debtorName === lastPayer);
    expect(reminders.length).toBe(sent);
    expect(reminders.every((touch) => touch.status !== "queued")).toBe(true);
    await page.goto(`/${slug}/campaigns/${campaignId}`);
    await expect(page.getByText("Ended").first()).toBeVisible();
  });
});

async function seeFigures(page: Page, slug: string) {
  await page.goto(`/${slug}`);
  await expect(page.getByText(dollars(figures.openMinor)).first()).toBeVisible();
  await expect(page.getByText(dollars(figures.overdueMinor)).first()).toBeVisible();
  type Ageing = {
    currencies: { currency: string; count: number; buckets: { bucket: string; amountMinor: number }[] }[];
  };
  const { currencies } = await query<Ageing>(page, slug, "overview.ageing", { asOf: AS_OF });
  expect(currencies.map((each) => [each.currency, each.count])).toEqual([["USD", figures.open.length]]);
  expect(currencies[0]?.buckets.map((bucket) => bucket.amountMinor)).toEqual(Object.values(figures.ageing));

  await page.goto(`/${slug}/invoices`);
  await expect(page.getByText(figures.issued.length.toLocaleString("en-US")).first()).toBeVisible();
  await page.goto(`/${slug}/debtors`);
  const debtors = new Set(receivables.rows.map((row) => row.customerId)).size;
  await expect(page.getByText(new RegExp(`\\b${debtors}\\b`)).first()).toBeVisible();
}

async function publishTemplate(page: Page, slug: string) {
  await page.goto(`/${slug}/journeys`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByRole("radio", { name: /Standard freight escalation/ }).check();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();
}

async function launch(page: Page, slug: string): Promise<string> {
  await page.goto(`/${slug}/campaigns`);
  await page.getByRole("link", { name: "Launch a campaign" }).first().click();
  await expect(page.getByText(`${figures.debtorsOverdue.length} debtors`)).toBeVisible();
  await page.getByLabel("Name").fill("Everybody who is late");
  await lookAhead(page);
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await page.waitForURL(/\/campaigns\/cmp_/);
  await expect(page.getByText("Running").first()).toBeVisible({ timeout: 30_000 });
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** What the launch would do is seen before anything is sent; the way back keeps what was typed. */
async function lookAhead(page: Page) {
  const look = page.getByRole("button", { name: "See what would happen" });
  await look.click();
  await expect(page.getByRole("heading", { name: "Before you launch: Everybody who is late" })).toBeVisible();
  await expect(page.locator("[data-check]")).toHaveCount(8);
  await expect(page.locator('[data-check="registries"]')).toBeVisible();
  await expect(page.locator('[data-result="fail"]')).toHaveCount(0);
  await expect(page.locator('[data-check="reach"]')).toContainText(`of ${figures.debtorsOverdue.length} `);
  await expect(page.getByRole("heading", { name: "The first 20 contacts" })).toBeVisible();
  expect(await inspect(page, "look ahead")).toEqual([]);
  await page.goBack();
  await expect(page.getByLabel("Name")).toHaveValue("Everybody who is late");
  await look.click();
  await expect(page.locator("[data-check]")).toHaveCount(8);
}

/** A step's number on the campaign's map lists the debtors behind it. */
async function seeMap(page: Page, slug: string, campaignId: string) {
  type Step = { nodeId: string; waiting: number };
  const steps = await query<Step[]>(page, slug, "campaigns.stepCounts", { campaignId });
  const { nodeId, waiting } = steps.reduce((most, step) => (step.waiting > most.waiting ? step : most));
  await page.goto(`/${slug}/campaigns/${campaignId}`);
  await page.locator(`.react-flow__node[data-id="${nodeId}"]`).getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`step=${nodeId}&of=waiting`));
  await expect(page.getByRole("button", { name: "Only of one step: Here now" })).toBeVisible();
  const listed = page.getByRole("table", { name: "Debtors in this campaign" }).getByRole("row");
  await expect(listed).toHaveCount(Math.min(waiting, 50) + 1);
}

async function today(page: Page, slug: string): Promise<string> {
  return dayThere(ZONE, new Date((await query<Clock>(page, slug, "clock.get")).now));
}

async function seeInSandbox(page: Page, slug: string, pane: string) {
  await page.goto(`/${slug}/sandbox`);
  const section = page.getByRole("region", { name: pane });
  await expect(section.getByText(/past due|overdue/i).first()).toBeVisible();
}

async function touchesOf(page: Page, slug: string): Promise<Touch[]> {
  const { rows } = await query<{ rows: Touch[] }>(page, slug, "touches.list", { pageSize: 200 });
  return rows;
}

/** All three channels were used, each touch in the debtor's lawful hours, none after they had paid. */
async function judgeTouches(page: Page, slug: string) {
  const touches = (await touchesOf(page, slug)).filter((touch) => touch.sentAt);
  expect(new Set(touches.map((touch) => touch.channel))).toEqual(new Set(["email", "sms", "voice"]));
  const unlawful = touches.flatMap((touch) => {
    const zone = contacts.find((contact) => contact.customerId === touch.debtorName)?.place.zone ?? "";
    const at = new Date(touch.sentAt ?? "");
    const { weekday, time } = wallClock(zone, at);
    const late = dayThere(ZONE, at) > (paidOn.get(touch.debtorName) ?? "");
    return isLawful(zone, touch.channel, at) && !late
      ? []
      : [`${touch.channel} to ${touch.debtorName} in ${zone} on ${weekday} ${time}`];
  });
  expect(unlawful).toEqual([]);
}

async function payLinkOf(page: Page, slug: string, debtor: string): Promise<string> {
  await page.goto(`/${slug}/sandbox`);
  await page.getByLabel("Debtor").selectOption({ label: debtor });
  const texts = page.getByRole("region", { name: "Texts" });
  const link = texts.locator('a[href*="/pay/"]').first();
  if (!(await link.isVisible().catch(() => false))) await texts.getByRole("button").first().click();
  await expect(link).toBeVisible();
  return (await link.getAttribute("href")) ?? "";
}

async function payOnPhone(browser: Browser, link: string): Promise<number> {
  const phone = await browser.newContext({ viewport: { width: 375, height: 812 }, javaScriptEnabled: false });
  const pay = await phone.newPage();
  await pay.goto(link);
  const button = pay.getByRole("button", { name: /^Pay / });
  await expect(button).toBeVisible();
  const amount = ((await button.textContent()) ?? "").replace(/[^\d.]/g, "");
  await button.click();
  await pay.getByRole("button", { name: /^Pay / }).click();
  await expect(pay.getByText(/^Thank you\. .* is paid\.$/)).toBeVisible();
  await phone.close();
  return Math.round(Number(amount) * 100);
}

async function enrollmentOf(
  page: Page,
  slug: string,
  campaignId: string,
  debtor: string,
): Promise<Enrollment | undefined> {
  const { rows } = await query<{ rows: Enrollment[] }>(page, slug, "campaigns.enrollments", {
    campaignId,
    pageSize: 200,
  });
  return rows.find((row) => row.debtorName === debtor);
}
