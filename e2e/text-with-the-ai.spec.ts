// A workspace chooses a conversation for text messages; whoever plays the debtor on the sandbox phone texts with it, from who
// they are to a promise, and the debtor's page tells it.
import { expect, type Page } from "@playwright/test";
import { inspect } from "@/e2e/material/inspect";
import { test } from "@/e2e/material/visitor";
import { change, importFile, nextEvent, query, signUp } from "@/e2e/material/workspace";
import type { DraftGraph } from "@/server/journeys/graph/schema";

const csv = `Debtor id,Debtor,Country,Invoice number,Invoice date,Due date,Amount,Currency,Contact name,Mobile,Street,City,State,Postal code,Address verified,SMS consent
W-9002,Wrenfield Foods,US,W-2,2026-01-05,2026-02-04,1250.00,USD,Dana Reyes,+13125550142,1 Dock Street,Chicago,IL,60607,yes,yes
`;
const at = { x: 0, y: 0 };
const body = (text: string) => ({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] });
const oneText = {
  nodes: [
    { id: "start", kind: "start", position: at },
    { id: "text", kind: "send_sms", title: "Text them", position: { x: 0, y: 160 }, body: body("Please write to us.") },
    { id: "exit", kind: "exit", outcome: "done", position: { x: 0, y: 320 } },
  ],
  edges: [
    { id: "a", from: "start", port: "next", to: "text" },
    { id: "b", from: "text", port: "next", to: "exit" },
  ],
};

async function launchOneText(page: Page, slug: string) {
  const { id } = await change<{ id: string }>(page, slug, "journeys.create", { name: "One text" });
  const { draft } = await query<{ draft: DraftGraph }>(page, slug, "journeys.get", { journeyId: id });
  await change(page, slug, "journeys.saveDraft", { journeyId: id, draftRevision: 1, draft: { ...draft, ...oneText } });
  await page.goto(`/${slug}/journeys/${id}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  const published = page.locator("[data-sonner-toast]").filter({ hasText: "Version 1 is published." });
  await published.getByRole("button", { name: "Launch a campaign" }).click();
  await page.waitForURL(`**/${slug}/campaigns/new*`);
  await page.getByLabel("Name", { exact: true }).fill("Texts");
  await page.getByRole("button", { name: "See what would happen" }).click();
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await page.waitForURL(/\/campaigns\/cmp_/);
  await expect(page.getByText("Running").first()).toBeVisible({ timeout: 30_000 });
  const texts = () => query<unknown[]>(page, slug, "sandbox.deliveries", { channel: "sms" });
  for (let moves = 0; moves < 10 && (await texts()).length === 0; moves += 1) await nextEvent(page, slug);
}

test("a debtor texts with the AI, promises, and the debtor's page tells it", async ({ page }) => {
  const { slug } = await signUp(page, "Texting Freight");
  await importFile(page, slug, { name: "one.csv", csv });

  await test.step("a published conversation is chosen for text messages; one that is only drawn cannot be", async () => {
    const { id } = await change<{ id: string }>(page, slug, "flows.create", {
      name: "First talk",
      template: "payment_reminder",
    });
    await page.goto(`/${slug}/conversations`);
    const chosen = page.getByLabel("Answers text messages");
    await expect(chosen.getByRole("option", { name: "First talk (not published)" })).toBeDisabled();
    await change(page, slug, "flows.publish", { flowId: id, draftRevision: 1, note: "" });
    await page.reload();
    await chosen.selectOption({ label: "First talk" });
    await expect(
      page.locator("[data-sonner-toast]").filter({ hasText: "counts from the next message on" }),
    ).toBeVisible();
    await page.reload();
    await expect(chosen).toHaveValue(id);
    expect(await inspect(page, "the conversation that answers texts")).toEqual([]);
  });

  await launchOneText(page, slug);

  await test.step("they text on the sandbox phone, and each message is answered", async () => {
    await page.goto(`/${slug}/sandbox`);
    await page.getByRole("button", { name: /Wrenfield Foods.*write to us/ }).click();
    const thread = page.getByRole("list", { name: "Messages of this thread" });
    const write = async (words: string, answered: RegExp) => {
      const before = await thread.getByRole("listitem").count();
      await page.getByLabel("Reply as the debtor").fill(words);
      await page.keyboard.press("Enter");
      await expect(thread.getByRole("listitem")).toHaveCount(before + 2, { timeout: 30_000 });
      await expect(thread.getByRole("listitem").nth(before)).toContainText(words);
      await expect(thread.getByRole("listitem").last()).toContainText(answered);
    };
    await write("We will pay on Friday", /automated[\s\S]*Am I speaking with Dana Reyes\?/);
    await expect(thread).not.toContainText("1,250");
    await write("Yes, this is Dana", /\$1,250\.00/);
    expect(await inspect(page, "texting on the sandbox phone")).toEqual([]);
    await write("on Friday", /Friday|right/);
    await write("yes", /./);
  });

  await test.step("the debtor's page has the promise, what they wrote and what they were told", async () => {
    const { rows } = await query<{ rows: { id: string }[] }>(page, slug, "debtors.list", {});
    await page.goto(`/${slug}/debtors/${rows[0]?.id}`);
    await expect(page.getByText("We will pay on Friday").first()).toBeVisible();
    await expect(page.getByText("Answer in a conversation").first()).toBeVisible();
    await expect(page.getByText(/Promise/).first()).toBeVisible();
  });
});
