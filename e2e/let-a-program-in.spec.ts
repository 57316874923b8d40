import { expect } from "@playwright/test";
import { test } from "@/e2e/material/visitor";
import { importFile, signUp } from "./material/workspace";

const CSV =
  "Customer ID,Customer,E-mail,Invoice,Issued,Due,Amount\nACME/17,Acme Mills,ap@acme.example.com,00042,2026-01-05,2026-02-04,1250.50\n";

test("a key from the settings lets a program work here at once, is shown this once, and is refused once it is revoked", async ({
  page,
  playwright,
  baseURL,
}) => {
  const { slug } = await signUp(page, "Partner Freight");
  await importFile(page, slug, {
    name: "a.csv",
    csv: CSV,
    answers: { "Currency of the amounts": "USD", "Country of the debtors": "US" },
  });
  await page.goto(`/${slug}/settings/api-keys`);
  await page.getByRole("button", { name: "New key" }).click();
  const asking = page.getByRole("dialog");
  await asking.getByLabel("Name").fill("TMS production");
  await expect(asking.getByRole("button", { name: "Make the key" })).toBeDisabled();
  await asking.getByLabel("See consents").check();
  await asking.getByLabel("Record and revoke consents").check();
  await asking.getByRole("button", { name: "Make the key" }).click();
  const once = page.getByRole("dialog", { name: "Copy the key now" });
  const key = await once.getByLabel("The key").inputValue();
  await page.keyboard.press("Escape");
  await expect(once).toBeVisible();
  await once.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("button", { name: "New key" })).toBeFocused();
  const row = page.getByRole("row", { name: /TMS production/ });
  await expect(row).toContainText("Works");
  await expect(row).toContainText(/in \d+ (year|month)/);
  expect(await page.content()).not.toContain(key);

  // A program has no cookies; the browser's own open nothing.
  const at = `/api/v1/debtors/${encodeURIComponent("external:ACME/17")}/consents`;
  expect((await page.request.get(at)).status()).toBe(401);
  const program = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const recorded = await program.post(at, {
    headers: { "idempotency-key": "form-7" },
    data: {
      channel: "email",
      address: "ap@acme.example.com",
      kind: "express",
      purpose: "collection",
      evidence: "Customer form 7",
      grantedAt: "2026-01-05T09:00:00-06:00",
    },
  });
  expect(recorded.status(), await recorded.text()).toBe(201);
  const listed = (await (await program.get(at)).json()) as { data: unknown[] };
  expect(listed.data).toContainEqual(expect.objectContaining({ state: "runs", recordedBy: "TMS production" }));

  for (const broken of ["/api/v1", "/api/v1/nothing", "/api/v1/debtors/external:%ff/consents", `${at}?cursor=%00`]) {
    const refused = await program.get(broken);
    expect([broken, refused.headers()["content-type"]]).toEqual([broken, "application/problem+json"]);
    expect((await refused.json()).requestId).toBe(refused.headers()["x-request-id"]);
  }

  await page.getByRole("button", { name: "Revoke the key TMS production" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  await expect(row).toBeFocused();
  await expect(row).not.toContainText(/in \d+ (year|month)/);
  const after = await program.get(at);
  expect([after.status(), (await after.json()).detail]).toEqual([401, expect.stringContaining("was revoked")]);
  await program.dispose();
});

test("without a network no key is made, then or when the network is back, and it is said at once", async ({
  page,
  context,
}) => {
  const { slug } = await signUp(page, "Offline Freight");
  await page.goto(`/${slug}/settings/api-keys`);
  await page.getByRole("button", { name: "New key" }).click();
  const asking = page.getByRole("dialog");
  await asking.getByLabel("Name").fill("TMS");
  await asking.getByLabel("See consents").check();
  await context.setOffline(true);
  await asking.getByRole("button", { name: "Make the key" }).click();
  await expect(asking.getByRole("alert")).toHaveText(/^No answer came from the server/);
  await page.keyboard.press("Escape");
  await expect(asking).toBeHidden();
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByText("No keys yet")).toBeVisible();
});
