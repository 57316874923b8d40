import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { change, importFile, query, signUp } from "@/e2e/material/workspace";
import type { EnrollmentPage } from "@/server/campaigns/contract";
import type { JourneyDetail } from "@/server/journeys/contract";

const CSV =
  "Customer ID,Customer,E-mail,Invoice,Issued,Due,Amount\nACME-17,Acme Mills,ap@acme.example.com,00042,2026-01-05,2030-02-04,1250.50\n";

test("a journey drawn to begin and go on by events does so at once when another system sends them", async ({
  page,
  playwright,
  baseURL,
}) => {
  const { slug } = await signUp(page, "Eventful Freight");
  await importFile(page, slug, {
    name: "a.csv",
    csv: CSV,
    answers: { "Currency of the amounts": "USD", "Country of the debtors": "US" },
  });

  await page.goto(`/${slug}/journeys`);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/journeys\/jrn_/);
  const steps = page.locator(".react-flow__node");
  await expect(steps).toHaveCount(25);
  await page.locator('.react-flow__node[data-id="start"]').click();
  await page.getByLabel("Debtors come in").selectOption({ label: "when an event comes through the API" });
  await expect(page.getByText("The name of the event is missing.")).toBeVisible();
  await page.getByLabel("Name of the event").fill("POD");
  await expect(page.getByText("“POD” is no name of an event")).toBeVisible();
  await page.getByLabel("Name of the event").fill("pod_received");
  await expect(page.getByText('"event": "pod_received"')).toBeVisible();

  expect((await new AxeBuilder({ page }).include("[data-bleed]").analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Add a step after “Start”" }).click();
  await page.getByPlaceholder("Find a step…").fill("wait for a signal");
  await page.keyboard.press("Enter");
  await expect(steps).toHaveCount(26);
  const names = page.getByRole("group", { name: "Or when one of these events comes through the API" });
  await names.getByRole("textbox").fill("load.cancelled");
  await page.keyboard.press("Enter");
  await page.keyboard.type("wrong one");
  await page.keyboard.press("Enter");
  await expect(names.getByRole("alert")).toBeVisible();
  await names.getByRole("textbox").fill("pod_lost");
  await page.keyboard.press("Enter");
  await names.getByRole("button", { name: "Remove load.cancelled" }).press("Enter");
  await expect(names.getByRole("textbox")).toBeFocused();
  await page.getByRole("checkbox", { name: "Opened the payment link" }).uncheck();
  await page
    .getByRole("group", { name: "Leads to" })
    .getByLabel("Event “pod_lost”")
    .selectOption({ label: "Hand over to a person" });
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  expect((await new AxeBuilder({ page }).include("[data-bleed]").analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();

  const journeyId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const journey = await query<JourneyDetail>(page, slug, "journeys.get", { journeyId });
  await page.goto(`/${slug}/campaigns/new?check=true`);
  await expect(page.locator("main").getByText("Nobody can say")).toBeVisible();
  const { campaignId } = await change<{ campaignId: string }>(page, slug, "campaigns.launch", {
    name: "On delivery",
    journeyVersionId: journey.latestVersion?.id,
    audience: {},
  });
  const campaign = () => query<{ status: string }>(page, slug, "campaigns.get", { campaignId });
  await expect.poll(async () => (await campaign()).status, { timeout: 60_000 }).toBe("running");
  const inside = async () => (await query<EnrollmentPage>(page, slug, "campaigns.enrollments", { campaignId })).rows;
  expect(await inside()).toEqual([]);

  const { key } = await change<{ key: string }>(page, slug, "apiKeys.create", {
    name: "TMS",
    scopes: ["events:write"],
    days: 30,
  });
  const program = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const send = async (event: string, data = {}) => {
    const answer = await program.post("/api/v1/debtors/external:ACME-17/events", {
      headers: { "idempotency-key": crypto.randomUUID() },
      data: { event, data },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as { id: string; heard: number };
  };
  const soon = { timeout: 10_000, intervals: [50] };
  expect(await send("pod_received", { load_number: "L-20417", signed_by: "J. Ortiz", pieces: 12 })).toMatchObject({
    heard: 0,
  });
  await expect.poll(async () => (await inside()).map(({ nodeKind }) => nodeKind), soon).toEqual(["wait_for_signal"]);
  const [entered] = await inside();
  expect(await send("pod_lost")).toMatchObject({ heard: 1 });
  await expect.poll(async () => (await inside())[0]?.status, soon).toBe("done");

  await page.goto(`/${slug}/debtors/${entered?.debtorId}?show=event`);
  const timeline = page.getByRole("listitem").filter({ hasText: "pod_received" });
  await expect(timeline).toContainText("sent by TMS");
  await expect(timeline).toContainText("J. Ortiz");
  await page.goto(`/${slug}/campaigns/${campaignId}/enrollments/${entered?.id}`);
  await expect(page.getByText("Heard: the event “pod_lost” came through the API")).toBeVisible();
  await program.dispose();
});
