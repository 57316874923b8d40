import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { debtors as debtorTable } from "@/db/schema/debtors";
import { withTenant } from "@/db/tenant-transaction";
import { pauseCampaign } from "@/server/campaigns/change-campaign";
import { type Audience, audience } from "@/server/campaigns/contract";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { getCampaign } from "@/server/campaigns/get-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import type { CampaignPlan } from "@/server/campaigns/plan-contract";
import type { Rehearsal } from "@/server/campaigns/rehearsal/contract";
import { rehearseLaunch } from "@/server/campaigns/rehearsal/rehearse-launch";
import {
  lineGraph,
  makeDebtor,
  mobileLookup,
  publishGraph,
  startCampaign,
  steps,
} from "@/server/campaigns/testing/receivables";
import { advanceClock } from "@/server/clock/advance-clock";
import { moveClock } from "@/server/clock/move-clock";
import { optOutAddress } from "@/server/debtors/opt-out";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";
import { toPublicId } from "@/server/public-ids";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import type { SendEnvelope, SendResult } from "@/server/touches/ports";
import { testTools } from "@/server/touches/testing/recording-vendors";
import { clockPorts, errandPorts } from "@/server/wiring";

process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";

const quiet = { announce: async () => {} };
const sandbox = { email: "sandbox", sms: "sandbox", voice: "sandbox" } as const;
const outside = { vendors: sandbox, publicUrl: "https://pay.example" };
const journey = lineGraph([steps.email("mail"), steps.sms("text"), steps.waitDays("pause", 2), steps.call("call")]);
const start = new Date("2026-03-03T03:30:20Z");

const rehearse = async (
  ctx: TenantContext,
  graph: ExecutableGraph = journey,
  of: { audience?: Partial<Audience>; plan?: Partial<CampaignPlan> } = {},
) => {
  const journeyVersionId = await publishGraph(ctx, graph);
  const whom = audience.parse(of.audience ?? {});
  return {
    journeyVersionId,
    rehearsal: await rehearseLaunch(ctx, { journeyVersionId, audience: whom, plan: of.plan }, outside),
  };
};

const move = (ctx: TenantContext, debtorId: string, to: Partial<typeof debtorTable.$inferInsert>) =>
  withTenant(ctx, (tx) => tx.update(debtorTable).set(to).where(sql`id = ${debtorId}`));

/** Launches it and lets the sandbox's clock run; nobody answers. Returns what left, in order. */
async function really(ctx: TenantContext, journeyVersionId: string, plan: Partial<CampaignPlan>, until: Date) {
  const { campaignId } = await launchCampaign(
    ctx,
    { name: "Real", journeyVersionId, audience: audience.parse({}), plan },
    quiet,
  );
  await enterCampaign(ctx, campaignId, { lookup: mobileLookup });
  const send = async ({ touchId }: SendEnvelope): Promise<SendResult> => ({ kind: "accepted", providerRef: touchId });
  const port = { name: "silent", deduplicates: true, send };
  const routes = (["email", "sms", "voice"] as const).map((channel) => ({ channel, port }));
  const vendors = { nextAt: async () => null, report: async () => 0 };
  const fresh = await systemContext(ctx.tenantId, "test");
  const { targetAt } = await moveClock(fresh, { to: "instant", at: until }, { queue: quiet, vendors });
  await advanceClock(fresh, targetAt, {
    routes,
    tools: testTools,
    vendors,
    lookup: mobileLookup,
    errands: errandPorts("sandbox"),
    written: clockPorts().written,
  });
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ debtor_id: string; channel: string; sent_at: string }>(sql`
      select debtor_id, channel, sent_at from touches where tenant_id = ${ctx.tenantId} and sent_at is not null`),
  );
  return {
    campaignId,
    left: rows
      .map(
        ({ debtor_id, channel, sent_at }) =>
          `${new Date(sent_at).toISOString()} ${toPublicId("debtor", debtor_id)} ${channel}`,
      )
      .sort(),
  };
}

const leaving = ({ touches }: Rehearsal) =>
  touches
    .filter((touch) => touch.outcome !== "refused")
    .map(({ at, debtorId, channel }) => `${at.toISOString()} ${debtorId} ${channel}`)
    .sort();
const leftOut = ({ leftOut: groups }: Rehearsal) =>
  Object.fromEntries(groups.map(({ reason, code, debtors }) => [code ?? reason, debtors]));
const check = ({ checks }: Rehearsal, name: string) => checks.find((one) => one.check === name);

describe("the rehearsal of a launch", () => {
  test("says what then happens: every touch of the first days, to the instant", async () => {
    const { ctx } = await makeWorkspace({ now: start });
    const texas = await makeDebtor(ctx);
    const hawaii = await makeDebtor(ctx);
    await move(ctx, hawaii.debtorId, { region: "HI", postalCode: "96801" });
    const britain = await makeDebtor(ctx);
    await move(ctx, britain.debtorId, { country: "GB", region: null, postalCode: "M1 1AE" });
    // Two at one number, never due at the same instant: of two at once the engine promises no order.
    const shared = await makeDebtor(ctx, { phone: texas.phone });
    await move(ctx, shared.debtorId, { region: "HI", postalCode: "96801" });
    const { rehearsal, journeyVersionId } = await rehearse(ctx);
    expect(rehearsal.entering).toMatchObject({ debtors: 4, totals: [{ currency: "USD", openMinor: 500_000 }] });
    const happened = await really(ctx, journeyVersionId, {}, new Date("2026-03-09T04:00:00Z"));
    expect(happened.left.length).toBeGreaterThan(7);
    expect(leaving(rehearsal).filter((line) => line < "2026-03-09T04")).toEqual(happened.left);
  });

  test("keeps the campaign's pace and budget as the launch then does", async () => {
    const plan = { pace: { email: 2 }, budget: { touches: 7 } };
    const { ctx } = await makeWorkspace({ now: new Date("2026-03-02T15:20:00Z") });
    for (let n = 0; n < 6; n += 1) await makeDebtor(ctx);
    const { rehearsal, journeyVersionId } = await rehearse(
      ctx,
      lineGraph([steps.email("mail"), steps.waitDays("w", 3), steps.email("again")]),
      { plan },
    );
    const happened = await really(ctx, journeyVersionId, plan, new Date("2026-03-12T04:00:00Z"));
    const instants = (lines: string[]) => lines.map((line) => line.split(" ")[0]);
    expect(instants(happened.left)).toHaveLength(7);
    expect(instants(leaving(rehearsal))).toEqual(instants(happened.left));
    expect(check(rehearsal, "limits")).toMatchObject({ result: "warn", limited: true, slowed: 4 });
    const campaign = await getCampaign(ctx, { campaignId: happened.campaignId });
    expect(campaign).toMatchObject({ status: "paused", pauseReason: "budget", spent: { touches: 7 } });
    const limits = check(rehearsal, "limits");
    expect(limits?.check === "limits" && limits.budgetSpentAt).toEqual(campaign.pausedAt);
  });

  test("counts who is left out, by what stands in the way", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx, { name: "Reached" });
    const stopped = await makeDebtor(ctx);
    await move(ctx, stopped.debtorId, { stop: "attorney" });
    const muted = await makeDebtor(ctx, { name: "Muted" });
    for (const [channel, address] of [
      ["email", muted.email],
      ["sms", muted.phone],
      ["voice", muted.phone],
    ] as const) {
      await withTenant(ctx, (tx) =>
        optOutAddress(tx, ctx, { channel, address, debtorId: muted.debtorId, source: "recipient" }),
      );
    }
    const bare = await makeDebtor(ctx);
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update contact_points set status = 'undeliverable' where debtor_id = ${bare.debtorId}`),
    );
    await makeDebtor(ctx, { dueOn: "2026-12-01" });
    const { rehearsal } = await rehearse(ctx);
    expect(rehearsal.entering.debtors).toBe(3);
    expect(leftOut(rehearsal)).toEqual({ stopped: 1, OPTED_OUT: 1, NO_ADDRESS: 1 });
    expect(rehearsal.leftOut.find(({ code }) => code === "OPTED_OUT")?.sample).toEqual([
      { debtorId: toPublicId("debtor", muted.debtorId), name: "Muted" },
    ]);
    expect(check(rehearsal, "reach")).toMatchObject({ result: "warn", reached: 1, debtors: 3 });
    // The first one of another campaign is as important: it keeps them.
    const { campaignId } = await startCampaign(ctx, journey);
    expect(leftOut((await rehearse(ctx)).rehearsal)).toMatchObject({ elsewhere: 3 });
    expect(check((await rehearse(ctx)).rehearsal, "audience")).toMatchObject({ result: "fail" });
    await pauseCampaign(ctx, { campaignId });
  });

  test("fills the subject as the debtor would read it, and says why something is put off", async () => {
    const { ctx } = await makeWorkspace({ now: start });
    const { debtorId } = await makeDebtor(ctx, { amounts: [125_000] });
    const { rehearsal } = await rehearse(ctx);
    expect(rehearsal.touches[0]).toMatchObject({
      debtorId: toPublicId("debtor", debtorId),
      channel: "email",
      says: "Open: $1,250.00 https://pay.example/pay/…",
      zone: "America/Chicago",
      at: new Date("2026-03-03T14:00:00Z"),
      outcome: "put_off",
      code: "TIME_POLICY",
    });
    expect(rehearsal.hours.reduce((sum, hour) => sum + hour.email, 0)).toBe(1);
    expect(rehearsal.channels.email).toMatchObject({ firstDay: 1, putOff: 1 });
  });

  test("of a journey with a trigger follows whom it would take in by itself", async () => {
    const { ctx } = await makeWorkspace();
    await makeDebtor(ctx, { name: "Long overdue" });
    await makeDebtor(ctx, { name: "Comes in a week", dueOn: "2026-03-04" });
    const graph = lineGraph([steps.email("mail")]);
    const triggered = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.kind === "start" ? { ...node, trigger: { on: "invoice_overdue", days: 5 } } : node,
      ),
    } as ExecutableGraph;
    const { rehearsal } = await rehearse(ctx, triggered);
    expect(rehearsal).toMatchObject({ trigger: "invoice_overdue", entering: { debtors: 1 } });
    expect(rehearsal.touches.map(({ debtorName, at }) => [debtorName, at.toISOString()])).toEqual([
      ["Comes in a week", "2026-03-09T13:00:00.000Z"],
    ]);
    expect(check(rehearsal, "audience")).toMatchObject({ result: "pass", byTrigger: true });
  });

  test("changes nothing, and is refused to nobody who may look at campaigns", async () => {
    const { ctx, as } = await makeWorkspace();
    await makeDebtor(ctx);
    const journeyVersionId = await publishGraph(ctx, journey);
    const before = await counts(ctx);
    await rehearseLaunch(as("viewer"), { journeyVersionId, audience: audience.parse({}) }, outside);
    expect(await counts(ctx)).toEqual(before);
  });
});

function counts(ctx: TenantContext) {
  return withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute(sql`
      select (select count(*) from campaigns) as campaigns, (select count(*) from enrollments) as enrollments,
             (select count(*) from touches) as touches, (select count(*) from contact_ledger) as slots,
             (select count(*) from audit_entries) as entries`);
    return rows[0];
  });
}
