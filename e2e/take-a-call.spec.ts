// A journey's call is held by a conversation: chosen in the builder, answered on the sandbox phone, ended with a promise, and
// read again on the call's page.
import { expect, type Page } from "@playwright/test";
import { inspect } from "@/e2e/material/inspect";
import { test } from "@/e2e/material/visitor";
import { change, importFile, nextEvent, query, signUp } from "@/e2e/material/workspace";
import type { DraftGraph } from "@/server/journeys/graph/schema";

const csv = `Debtor id,Debtor,Country,Invoice number,Invoice date,Due date,Amount,Currency,Contact name,Phone,Street,City,State,Postal code,Address verified,Call consent
W-9001,Wrenfield Foods,US,W-1,2026-01-05,2026-02-04,1250.00,USD,Dana Reyes,+13125550142,1 Dock Street,Chicago,IL,60607,yes,yes
`;
const at = { x: 0, y: 0 };
const body = (text: string) => ({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] });
const oneCall = {
  nodes: [
    { id: "start", kind: "start", position: at },
    { id: "call", kind: "place_call", title: "Ring them", position: { x: 0, y: 160 }, script: body("Please call us.") },
    { id: "exit", kind: "exit", outcome: "done", position: { x: 0, y: 320 } },
  ],
  edges: [
    { id: "a", from: "start", port: "next", to: "call" },
    { id: "b", from: "call", port: "next", to: "exit" },
  ],
};

async function publishedConversation(page: Page, slug: string) {
  const { id } = await change<{ id: string }>(page, slug, "flows.create", {
    name: "First call",
    template: "payment_reminder",
  });
  await change(page, slug, "flows.publish", { flowId: id, draftRevision: 1, note: "" });
}

async function journeyOfOneCall(page: Page, slug: string): Promise<string> {
  const { id } = await change<{ id: string }>(page, slug, "journeys.create", { name: "One call" });
  const { draft } = await query<{ draft: DraftGraph }>(page, slug, "journeys.get", { journeyId: id });
  await change(page, slug, "journeys.saveDraft", { journeyId: id, draftRevision: 1, draft: { ...draft, ...oneCall } });
  return id;
}

/** Whoever steps in without a mouse stays where they are, or stands at what came instead of it. */
async function stepInByKeyboard(tab: Page) {
  const press = async (name: string) => {
    const button = tab.getByRole("button", { name, exact: true });
    await expect(button).toBeEnabled();
    await button.focus();
    await tab.keyboard.press("Enter");
  };
  await press("Pause");
  await expect(tab.getByRole("button", { name: "Go on", exact: true })).toBeFocused();
  await press("Go on");
  await expect(tab.getByRole("button", { name: "Pause", exact: true })).toBeFocused();
  await tab.getByLabel("Your words").fill("They are a good customer.");
  await press("Whisper to the AI");
  await expect(tab.getByLabel("Your words")).toHaveValue("");
  await expect(tab.getByRole("button", { name: "Whisper to the AI" })).toBeFocused();
  await press("Take over");
  await expect(tab.getByLabel("Give the call back to the AI at")).toBeFocused();
  await press("Give back");
  await expect(tab.getByLabel("Go on at another step")).toBeFocused();
}

/** In another tab: the call on the wall, and a word to the person on it. */
async function stepIn(page: Page, slug: string) {
  const tab = await page.context().newPage();
  await tab.goto(`/${slug}/calls`);
  await tab.getByRole("region", { name: "Calls going on" }).getByRole("link").first().click();
  await expect(tab.getByText("Now at: What do they say?")).toBeVisible();
  expect(await inspect(tab, "a call that goes on")).toEqual([]);
  await stepInByKeyboard(tab);
  await tab.getByLabel("Your words").fill("My colleague is listening too.");
  await tab.getByRole("button", { name: "Say this now" }).click();
  await expect(tab.locator("[data-sonner-toast]").filter({ hasText: "It is said." })).toBeVisible();
  await tab.close();
}

test("a debtor takes a call that the AI holds, promises, and the call's page tells it", async ({ page }) => {
  const { slug } = await signUp(page, "Calling Freight");
  await importFile(page, slug, { name: "one.csv", csv });
  await publishedConversation(page, slug);

  await test.step("the conversation is chosen for the journey's call, and published with it", async () => {
    const journeyId = await journeyOfOneCall(page, slug);
    await page.goto(`/${slug}/journeys/${journeyId}`);
    await page.locator('.react-flow__node[data-id="call"]').click();
    await page.getByLabel("Who talks").selectOption({ label: "First call" });
    await expect(page.getByText("What is said where the conversation cannot be held")).toBeVisible();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    const published = page.locator("[data-sonner-toast]").filter({ hasText: "Version 1 is published." });
    await published.getByRole("button", { name: "Launch a campaign" }).click();
    await page.waitForURL(`**/${slug}/campaigns/new*`);
    await page.getByLabel("Name", { exact: true }).fill("Calls");
    await page.getByRole("button", { name: "See what would happen" }).click();
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await page.waitForURL(/\/campaigns\/cmp_/);
    await expect(page.getByText("Running").first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step("the phone rings, and whoever answers is talked with", async () => {
    const ringing = () =>
      query<{ items?: unknown[] } | { state: string }[]>(page, slug, "sandbox.deliveries", { channel: "voice" });
    for (let moves = 0; moves < 10 && !JSON.stringify(await ringing()).includes('"ringing"'); moves += 1) {
      await nextEvent(page, slug);
    }
    await page.goto(`/${slug}/sandbox`);
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    const call = page.getByRole("dialog", { name: "Wrenfield Foods" });
    const said = call.getByRole("list", { name: "What was said" });
    await expect(said).toContainText(/automated|artificial/);
    await expect(said).not.toContainText(/1,250|twelve hundred/);
    const say = async (words: string) => {
      await call.getByLabel("What they say").fill(words);
      await page.keyboard.press("Enter");
      await expect(said.getByText(words, { exact: true })).toBeVisible();
      await expect(call.getByLabel("What they say").or(call.getByText("The call is over"))).toBeVisible();
    };
    await say("Yes, this is Dana.");
    await expect(said).toContainText(/past due/);
    expect(await inspect(page, "a call on the sandbox phone")).toEqual([]);
    await stepIn(page, slug);
    await expect(said.getByRole("listitem").last()).toHaveText("My colleague is listening too.");
    await say("We will pay on Friday.");
    await say("Yes.");
    await expect(call.getByText("The call is over")).toBeVisible();
    await call.getByRole("button", { name: "Close", exact: true }).first().click();
  });

  await test.step("the call is in the list with what came of it, and its page says all of it", async () => {
    await page.goto(`/${slug}/calls`);
    await page.getByRole("link", { name: "Wrenfield Foods" }).click();
    const facts = page.getByRole("main");
    await expect(facts).toContainText("First call, version 1");
    await expect(facts.getByText("We will pay on Friday.")).toBeVisible();
    await expect(facts.getByText(/Promise/).first()).toBeVisible();
  });

  await test.step("a note is written, changed and removed by keyboard, which is never thrown to the page's start", async () => {
    const write = page.getByRole("button", { name: "Write a note" });
    const editor = page.getByRole("textbox", { name: "Note", exact: true });
    await write.press("Enter");
    await expect(editor).toBeFocused();
    await page.keyboard.type("They pay by wire.");
    await page.getByRole("button", { name: "Save note" }).press("Enter");
    await expect(page.getByText("They pay by wire.")).toBeVisible();
    await expect(write).toBeFocused();
    const edit = page.getByRole("button", { name: "Edit note" });
    await edit.press("Enter");
    await expect(editor).toBeFocused();
    await page.keyboard.type(" On Fridays.");
    await page.getByRole("button", { name: "Save note" }).press("Enter");
    await expect(page.getByText("They pay by wire. On Fridays.")).toBeVisible();
    await expect(edit).toBeFocused();
    await page.getByRole("button", { name: "Delete note" }).press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete note" }).press("Enter");
    await expect(page.getByText("They pay by wire.")).toHaveCount(0);
    await expect(write).toBeFocused();
  });
});
