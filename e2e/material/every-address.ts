// Every page that app/ has, at an address in the demo workspace where there is something to see.
import { globSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { change, nextEvent, query } from "@/e2e/material/workspace";
import type { DebtorRow } from "@/server/debtors/contract";
import type { FlowDetail } from "@/server/flows/contract";
import { ownSkillInput } from "@/server/flows/own-skills/testing/own-skill";
import type { JourneyDetail } from "@/server/journeys/contract";

const routes = globSync("app/**/page.tsx")
  .map((file) => file.replace(/^app|\/page\.tsx$|\/\([^)]*\)/g, ""))
  .sort();
const ofMembers = (route: string) => ["/workspaces", "/sign-out"].includes(route) || route.startsWith("/[workspace]");

/** Route → address, for who is not signed in. */
export function addressesOfEverybody(): Map<string, string> {
  const open = routes.filter((route) => !ofMembers(route));
  return new Map(open.map((route) => [route, route.replace("[token]", "A".repeat(43)) || "/"]));
}

/** Route → address, for the demo's member; what the demo does not come with is done first. */
export async function addressesOfMembers(page: Page, slug: string): Promise<Map<string, string>> {
  await page.goto(`/${slug}/imports/new`);
  await page.locator('input[type="file"]').setInputFiles("e2e/material/two-invoices.csv");
  await page.waitForURL(/\/imports\/imp_/);
  const imported = new URL(page.url()).pathname;
  const call = await answeredCall(page, slug);
  const campaign = await pausedCampaign(page, slug);

  const [debtor] = (await query<{ rows: DebtorRow[] }>(page, slug, "debtors.list")).rows;
  await change(page, slug, "payments.record", {
    debtorId: debtor?.id,
    currency: debtor?.balances[0]?.currency,
    amountMinor: 100,
    receivedOn: "2026-01-15",
    formId: crypto.randomUUID(),
  });
  await change(page, slug, "apiKeys.create", { name: "TMS", scopes: ["consents:read", "registries:write"], days: 90 });
  await change(page, slug, "numbers.add", { ...aNumber, number: `+1 212 555 ${fourDigits(slug)}` });
  await change(page, slug, "ownSkills.create", ownSkillInput("where_is_it"));
  const [invoice] = (await query<Rows>(page, slug, "invoices.list")).rows;
  const [touch] = await touchesOf(page, slug);
  const erasure = await privacyRequest(page, slug, debtor?.id, "erase");
  const correction = await privacyRequest(page, slug, debtor?.id, "correct");
  const review = await privacyRequest(page, slug, debtor?.id, "review");
  const access = await privacyRequest(page, slug, debtor?.id, "access", "not_yet");
  const known: Record<string, string> = {
    "/[workspace]": `/${slug}`,
    "/[workspace]/debtors/[debtor]": `/${slug}/debtors/${debtor?.id}`,
    "/[workspace]/invoices/[invoice]": `/${slug}/invoices/${invoice?.id}`,
    "/[workspace]/imports/[id]": imported,
    "/[workspace]/journeys/[id]": `/${slug}/journeys/${campaign.journeyId}`,
    "/[workspace]/privacy/[request]": `/${slug}/privacy/${erasure}`,
    "/[workspace]/touches/[touch]": `/${slug}/touches/${touch?.id}`,
    "/[workspace]/conversations/[flow]": `/${slug}/conversations/${await changedFlow(page, slug)}`,
    "/[workspace]/calls/[call]": `/${slug}/calls/${call}`,
    "/[workspace]/campaigns/[campaign]": `/${slug}/campaigns/${campaign.id}`,
    "/[workspace]/campaigns/[campaign]/enrollments/[enrollment]": `/${slug}/campaigns/${campaign.running}/enrollments/${campaign.enrollmentId}`,
  };
  const roots = Object.keys(known).sort((one, other) => other.length - one.length);
  const addressOf = (route: string) => {
    const root = roots.find((each) => `${route}/`.startsWith(`${each}/`)) ?? "";
    return `${known[root] ?? ""}${route.slice(root.length)}`;
  };
  const addresses = new Map(routes.filter(ofMembers).map((route) => [route, addressOf(route)]));
  addresses.set("/[workspace]/policy/house, tried", `/${slug}/policy/house?debtor=${debtor?.id}&channel=sms`);
  addresses.set("/[workspace]/privacy/[request], correct", `/${slug}/privacy/${correction}`);
  addresses.set("/[workspace]/privacy/[request], review", `/${slug}/privacy/${review}`);
  addresses.set("/[workspace]/privacy/[request], unknown", `/${slug}/privacy/${access}`);
  addresses.set("/[workspace]/campaigns/new, looked at", `/${slug}/campaigns/new?check=true`);
  // A page about something new has to say where one of it is found.
  expect([...addresses.values()].filter((address) => /\[|undefined/.test(address))).toEqual([]);
  return addresses;
}

/** A conversation that was published, and whose draft was changed since. */
async function changedFlow(page: Page, slug: string): Promise<string> {
  const { id: flowId } = await change<{ id: string }>(page, slug, "flows.create", {
    name: "First call",
    template: "payment_reminder",
  });
  await change(page, slug, "flows.publish", { flowId, draftRevision: 1, note: "As it came" });
  const { draft } = await query<FlowDetail>(page, slug, "flows.get", { flowId });
  const nodes = draft.nodes.map((node) => (node.kind === "end" ? { ...node, title: "That was all" } : node));
  await change(page, slug, "flows.save", { flowId, draftRevision: 1, draft: { ...draft, nodes } });
  return flowId;
}

/** A call that somebody answered, pressed a key on, and wrote a note about. */
async function answeredCall(page: Page, slug: string): Promise<string | undefined> {
  const ringing = async () =>
    (await query<{ id: string; state: string }[]>(page, slug, "sandbox.deliveries", { channel: "voice" })).find(
      ({ state }) => state === "ringing",
    );
  // A phone rings for a minute of the workspace's time: only the very next event may pass.
  for (let events = 0; events < 100 && !(await ringing()); events += 1) await nextEvent(page, slug);
  const deliveryId = (await ringing())?.id;
  await change(page, slug, "sandbox.answer", { deliveryId, answeredBy: "person" });
  await change(page, slug, "sandbox.press", { deliveryId, step: "menu", digits: "3", attempt: 1 });
  const [call] = (await query<Rows>(page, slug, "calls.list", { status: "escalated" })).rows;
  const content = [{ type: "paragraph", content: [{ type: "text", text: "Wants the proof of delivery first." }] }];
  const note = { body: { type: "doc", content }, category: "follow_up", tags: ["POD"] };
  await change(page, slug, "calls.addNote", { callId: call?.id, ...note });
  return call?.id;
}

/** A request of a person, to be looked at in each of its kinds. */
async function privacyRequest(
  page: Page,
  slug: string,
  debtorId: string | undefined,
  kind: string,
  identity = "document",
): Promise<string> {
  const asked = { debtorId, kind, askedBy: "person", receivedBy: "letter", identity, receivedOn: "2026-01-15" };
  return (await change<{ requestId: string }>(page, slug, "rights.open", asked)).requestId;
}

type Rows = { rows: { id: string }[] };
const touchesOf = async (page: Page, slug: string) => (await query<Rows>(page, slug, "touches.list")).rows;

/** A campaign with everything that one can have, paused, on a journey that has a newer version. */
async function pausedCampaign(page: Page, slug: string) {
  const { rows } = await query<{ rows: { id: string; status: string }[] }>(page, slug, "campaigns.list");
  const running = rows.find(({ status }) => status === "running")?.id ?? "";
  const { journeyId } = await query<{ journeyId: string }>(page, slug, "campaigns.get", { campaignId: running });
  const journey = await query<JourneyDetail>(page, slug, "journeys.get", { journeyId });
  const { campaignId } = await change<{ campaignId: string }>(page, slug, "campaigns.launch", {
    name: "With everything",
    journeyVersionId: journey.latestVersion?.id,
    audience: {},
    plan: {
      priority: 90,
      holdoutPercent: 20,
      goal: { kind: "settled_share", percent: 60 },
      budget: { touches: 100 },
      pace: { email: 200, voice: 20 },
    },
  });
  const status = async () => (await query<{ status: string }>(page, slug, "campaigns.get", { campaignId })).status;
  await expect.poll(status, { timeout: 60_000 }).toBe("running");
  await change(page, slug, "campaigns.pause", { campaignId });
  const nodes = journey.draft.nodes.map((node) =>
    node.id === "sms_1" ? { ...node, title: `A first text ${journey.draftRevision}` } : node,
  );
  const draft = { ...journey.draft, nodes };
  const saved = await change<JourneyDetail>(page, slug, "journeys.saveDraft", {
    journeyId,
    draftRevision: journey.draftRevision,
    draft,
  });
  await change(page, slug, "journeys.publish", {
    journeyId,
    draftRevision: saved.draftRevision,
    note: "A kinder text",
  });
  const enrollments = await query<Rows>(page, slug, "campaigns.enrollments", { campaignId: running });
  return { id: campaignId, journeyId, running, enrollmentId: enrollments.rows[0]?.id };
}

const aNumber = { label: "Head office", outbound: true, flowId: null, hours: { mon: { from: "09:00", to: "17:00" } } };

/** A number is one workspace's alone. */
const fourDigits = (slug: string) =>
  String([...slug].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_000, 7)).padStart(4, "0");
