// For *.db.test.ts and benchmarks: debtors with overdue invoices and addresses, a published journey, a launched campaign.
import { consents, contactPoints, contacts, debtors } from "@/db/schema/debtors";
import { invoices } from "@/db/schema/invoices";
import { journeys, journeyVersions } from "@/db/schema/journeys";
import { withTenant } from "@/db/tenant-transaction";
import type { Audience } from "@/server/campaigns/contract";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import type { CampaignPlan } from "@/server/campaigns/plan-contract";
import { refreshBalances } from "@/server/debtors/refresh-balances";
import type { DraftNode, Edge, ExecutableGraph, SignalKind } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import type { LineTypePort } from "@/server/touches/ports";

export type TestDebtor = {
  debtorId: string;
  invoiceIds: string[];
  email: string;
  phone: string;
  emailPointId: string;
  phonePointId: string;
};

/** A verified company in Texas with an e-mail address, a mobile with consent, and overdue invoices. */
export async function makeDebtor(
  ctx: TenantContext,
  of: { name?: string; amounts?: number[]; email?: string; phone?: string; dueOn?: string } = {},
): Promise<TestDebtor> {
  const now = ctx.clock.now();
  const debtorId = ctx.chance.id();
  const contactId = ctx.chance.id();
  const tail = debtorId.slice(-8);
  const email = of.email ?? `ap-${tail}@example.com`;
  const phone = of.phone ?? `+1512${String(2_000_000 + (Number.parseInt(tail, 16) % 7_999_999)).padStart(7, "0")}`;
  const [emailPointId, phonePointId] = [ctx.chance.id(), ctx.chance.id()];
  const invoiceIds = (of.amounts ?? [125_000]).map(() => ctx.chance.id());
  const { tenantId } = ctx;
  await withTenant(ctx, async (tx) => {
    await tx.insert(debtors).values({
      tenantId,
      id: debtorId,
      externalId: tail,
      name: of.name ?? `Carrier ${tail}`,
      kind: "company",
      country: "US",
      region: "TX",
      postalCode: "78701",
      addressVerified: true,
      createdAt: now,
      updatedAt: now,
    });
    await tx.insert(contacts).values({ tenantId, id: contactId, debtorId, name: "Dana Reyes", createdAt: now });
    const point = { tenantId, debtorId, contactId, isPrimary: true, createdAt: now };
    await tx.insert(contactPoints).values([
      { ...point, id: emailPointId, kind: "email", address: email },
      { ...point, id: phonePointId, kind: "phone", address: phone, lineType: "mobile", lineTypeCheckedAt: now },
    ]);
    await tx.insert(consents).values(
      (["sms", "voice"] as const).map((channel) => ({
        tenantId,
        id: ctx.chance.id(),
        debtorId,
        channel,
        address: phone,
        kind: "express_written" as const,
        grantedAt: now,
      })),
    );
    await tx.insert(invoices).values(
      (of.amounts ?? [125_000]).map((amountMinor, at) => ({
        tenantId,
        id: invoiceIds[at] ?? "",
        debtorId,
        number: `INV-${tail}-${at}`,
        numberKey: `INV${tail}${at}`.toUpperCase(),
        issuedOn: "2026-01-02",
        dueOn: of.dueOn ?? "2026-02-01",
        currency: "USD",
        amountMinor,
        status: "open" as const,
        createdAt: now,
        updatedAt: now,
      })),
    );
    await refreshBalances(tx, ctx, [debtorId]);
  });
  return { debtorId, invoiceIds, email, phone, emailPointId, phonePointId };
}

const text = (words: string) => ({
  type: "doc" as const,
  content: [
    {
      type: "paragraph" as const,
      content: [
        { type: "text" as const, text: words },
        { type: "variable" as const, name: "balance" },
        { type: "text" as const, text: " " },
        { type: "variable" as const, name: "pay_link" },
      ],
    },
  ],
});
const position = { x: 0, y: 0 };

export const steps = {
  email: (id: string): DraftNode => ({
    id,
    position,
    kind: "send_email",
    subject: text("Open: "),
    body: text("Please pay "),
  }),
  sms: (id: string): DraftNode => ({ id, position, kind: "send_sms", body: text("Please pay ") }),
  call: (id: string): DraftNode => ({ id, position, kind: "place_call", script: text("You owe ") }),
  waitDays: (id: string, amount: number): DraftNode => ({
    id,
    position,
    kind: "wait",
    until: { by: "duration", duration: { amount, unit: "days" } },
  }),
};

/** start → these steps → exit. */
export function lineGraph(
  nodes: DraftNode[],
  leaveOn: SignalKind[] = ["paid_in_full", "opted_out"],
  outcome = "exhausted",
): ExecutableGraph {
  const all = [
    { id: "start", position, kind: "start" },
    ...nodes,
    { id: "end", position, kind: "exit", outcome },
  ] as ExecutableGraph["nodes"];
  const edges: Edge[] = all.slice(1).map((node, at) => ({
    id: `e${at}`,
    from: all[at]?.id ?? "",
    port: "next",
    to: node.id,
  }));
  return { schemaVersion: 2, leaveOn, nodes: all, edges };
}

/** A journey with one published version; returns the version's id. */
export async function publishGraph(ctx: TenantContext, graph: ExecutableGraph): Promise<string> {
  const now = ctx.clock.now();
  const [journeyId, versionId] = [ctx.chance.id(), ctx.chance.id()];
  const { tenantId } = ctx;
  await withTenant(ctx, async (tx) => {
    await tx
      .insert(journeys)
      .values({ tenantId, id: journeyId, name: "Test", draft: graph, createdAt: now, updatedAt: now });
    await tx.insert(journeyVersions).values({ tenantId, id: versionId, journeyId, number: 1, graph, publishedAt: now });
  });
  return versionId;
}

const silentQueue = { announce: async () => {} };
export const mobileLookup: LineTypePort = { name: "test", lineType: async () => "mobile" };

/** Publishes the graph and takes every overdue debtor of the workspace in. */
export async function startCampaign(
  ctx: TenantContext,
  graph: ExecutableGraph,
  audience: Partial<Audience> = {},
  plan: Partial<CampaignPlan> = {},
): Promise<{ campaignId: string; entered: number }> {
  const journeyVersionId = await publishGraph(ctx, graph);
  const input = { name: "Test", journeyVersionId, audience: { overdueDaysMin: 1, ...audience }, plan };
  const { campaignId } = await launchCampaign(ctx, input, silentQueue);
  const { entered } = await enterCampaign(ctx, campaignId, { lookup: mobileLookup });
  return { campaignId, entered };
}
