import { eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { tenants, users } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { hashPassword } from "@/server/auth/sign-in/passwords";
import { audience } from "@/server/campaigns/contract";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { realChance, seededChance } from "@/server/chance";
import { realClock } from "@/server/clock";
import { generateFreight } from "@/server/demo/generate-freight";
import { writeReceivables } from "@/server/demo/write-receivables";
import { createFlow } from "@/server/flows/create-flow";
import { listFlows } from "@/server/flows/list-flows";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { createJourney } from "@/server/journeys/create-journey";
import { getJourney } from "@/server/journeys/get-journey";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { listJourneys } from "@/server/journeys/list-journeys";
import { saveDraft } from "@/server/journeys/save-draft";
import { publishJourney } from "@/server/journeys/versions/publish-journey";
import { writeAudit } from "@/server/mutate";
import { publicId } from "@/server/public-ids";
import { createWorkspace } from "@/server/tenancy/create-workspace";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import { dayIn } from "@/server/time/calendar";
import type { WorkQueue } from "@/server/work-queue";

export const demoEmail = "demo@duelane.example";
const DEBTORS = 60;
const SEED = "duelane-demo";
const DEMO_SLUG = "blue-lane-freight-demo";
const workspace = {
  name: "Blue Lane Freight demo",
  mode: "sandbox",
  country: "US",
  timeZone: "America/Chicago",
  currency: "USD",
  language: "en",
} as const;

/**
 * A sandbox workspace with realistic freight debtors and invoices, and the person who owns it, signing in with this
 * password. Returns undefined when the demo is there already; a creation that was cut off is begun again.
 */
export async function createDemoWorkspace(
  password: string,
  queue: WorkQueue,
): Promise<{ tenantId: string; slug: string } | undefined> {
  const maker = { requestId: "demo", clock: realClock, chance: realChance, userId: await ensureDemoPerson(password) };
  const made = (await findDemo()) ?? (await createWorkspace(maker, { ...workspace }));
  const ctx = await systemContext(made.tenantId, "demo workspace");
  const today = dayIn(workspace.timeZone, ctx.clock.now());
  const isNew = await withTenant(ctx, async (tx) => {
    const filled = await tx.select({ id: debtors.id }).from(debtors).limit(1);
    if (filled.length > 0) return false;
    const now = ctx.clock.now().toISOString();
    await tx
      .update(tenants)
      .set({
        phone: "+13125550142",
        email: "billing@blue-lane.example.com",
        postalAddress: "400 Dock Street, Chicago, IL 60607",
        onboarding: { company: now, imports: now },
      })
      .where(eq(tenants.id, ctx.tenantId));
    const chance = seededChance(SEED, ctx.clock).fraction;
    await writeReceivables(tx, ctx, generateFreight({ debtors: DEBTORS, today, chance }));
    await writeAudit(tx, ctx, "imports.run", { kind: "workspace", id: ctx.tenantId, details: { debtors: DEBTORS } });
    return true;
  });
  await startCampaign(ctx, queue);
  return isNew ? made : undefined;
}

/** The standard journey, published, on whoever is overdue; a creation that was cut off goes on here. */
async function startCampaign(ctx: TenantContext, queue: WorkQueue) {
  const known = await listJourneys(ctx, { archived: false });
  if (known.length > 0) return;
  const journey = await createJourney(ctx, {
    name: "Standard freight escalation",
    template: "standard_freight_escalation",
  });
  const journeyId = publicId("journey").parse(journey.id);
  const held = heldBy((await getJourney(ctx, { journeyId })).draft, await publishConversation(ctx));
  const { draftRevision } = await saveDraft(ctx, { journeyId, draftRevision: 1, draft: held });
  const version = await publishJourney(ctx, { journeyId, draftRevision, note: "Calls held by the AI" });
  const journeyVersionId = publicId("journeyVersion").parse(version.id);
  await launchCampaign(ctx, { name: "Overdue invoices", journeyVersionId, audience: audience.parse({}) }, queue);
}

/** The public id of a conversation that calls may be held by. */
async function publishConversation(ctx: TenantContext): Promise<string> {
  const [known] = (await listFlows(ctx, { archived: false })).filter(({ latestVersion }) => latestVersion !== null);
  if (known) return known.id;
  const { id } = await createFlow(ctx, { name: "Payment reminder", template: "payment_reminder" });
  await publishFlow(ctx, { flowId: publicId("flow").parse(id), draftRevision: 1, note: "As it comes" });
  return id;
}

const heldBy = (draft: DraftGraph, flowId: string): DraftGraph => ({
  ...draft,
  nodes: draft.nodes.map((node) =>
    node.kind === "place_call" || (node.kind === "ladder" && node.channel === "voice") ? { ...node, flowId } : node,
  ),
});

async function findDemo(): Promise<{ tenantId: string; slug: string } | undefined> {
  const [found] = await asSystem("create-workspace", (tx) =>
    tx.select({ tenantId: tenants.id, slug: tenants.slug }).from(tenants).where(eq(tenants.slug, DEMO_SLUG)),
  );
  return found;
}

async function ensureDemoPerson(password: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  return asSystem("create-workspace", async (tx) => {
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, demoEmail));
    if (known) {
      await tx.update(users).set({ passwordHash }).where(eq(users.id, known.id));
      return known.id;
    }
    const id = realChance.id();
    const now = realClock.now();
    await tx
      .insert(users)
      .values({ id, email: demoEmail, name: "Demo Controller", passwordHash, createdAt: now, emailVerifiedAt: now });
    return id;
  });
}
