// For tests: a sandbox workspace whose debtors and vendors do what is drawn for them, and what stands in it afterwards.
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { mobileLookup } from "@/server/campaigns/testing/receivables";
import { standingClock } from "@/server/clock";
import { advanceClock } from "@/server/clock/advance-clock";
import { moveClock } from "@/server/clock/move-clock";
import { receiveReply } from "@/server/conversations/receive-reply";
import { optOutAddress } from "@/server/debtors/opt-out";
import { openDispute } from "@/server/disputes/open-dispute";
import { resolveDispute } from "@/server/disputes/resolve-dispute";
import { executableGraph } from "@/server/journeys/graph/schema";
import type { EnrollmentState, HistoryEvent } from "@/server/journeys/interpreter/state";
import { Account } from "@/server/journeys/simulation/account";
import type { Behaviour } from "@/server/journeys/simulation/behaviour";
import type { Happening, Report } from "@/server/journeys/simulation/happenings";
import type { SimTouch } from "@/server/journeys/simulation/outbox";
import { Reactions, unasked } from "@/server/journeys/simulation/react";
import { SimCalendar } from "@/server/journeys/simulation/sim-calendar";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import { journeyTemplates } from "@/server/journeys/templates/catalogue";
import { recordPayment } from "@/server/payments/record-payment";
import { recordPromise } from "@/server/promises/record-promise";
import { fromPublicId, toPublicId } from "@/server/public-ids";
import { loadDebtors } from "@/server/simulations/load-debtors";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";
import type { SendEnvelope, SendResult } from "@/server/touches/ports";
import { recordDelivery } from "@/server/touches/record-delivery";
import { testTools } from "@/server/touches/testing/recording-vendors";
import { clockPorts, errandPorts } from "@/server/wiring";

process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";

export const seed = "reality";
export const days = 60;
export const start = new Date("2026-03-02T15:00:00Z");
const calendar = new SimCalendar("America/Chicago", "09:00");
const silent = { announce: async () => {} };

/** Debtors in zones from Hawaii to New York, of every temper, two of them at one number. */
export const people: {
  behaviour: Partial<Behaviour>;
  region?: string;
  postalCode?: string;
  kind?: "consumer";
  country?: string;
  phone?: string;
  agrees?: false;
}[] = [
  { behaviour: { paysWhenAsked: 0.5 } },
  { behaviour: { promises: 0.9, keepsPromises: 0 }, region: "CA", postalCode: "90021" },
  { behaviour: { promises: 0.9, keepsPromises: 1, neverPays: 1 }, region: "NY", postalCode: "10001" },
  { behaviour: { disputes: 0.9, neverPays: 1 }, region: "HI", postalCode: "96801", kind: "consumer" },
  { behaviour: { optsOut: 0.9, neverPays: 1, paysWhenAsked: 0 }, kind: "consumer" },
  {
    behaviour: { answersCalls: 0, machineAnswers: 0.5, neverPays: 1, paysWhenAsked: 0 },
    region: "MA",
    postalCode: "02101",
  },
  { behaviour: { deadAddress: 1, neverPays: 1, paysWhenAsked: 0 }, region: "FL", postalCode: "33101" },
  { behaviour: { paysInPart: 1, paysWhenAsked: 0.6, neverPays: 1 }, region: "WA", postalCode: "98101" },
  { behaviour: { neverPays: 1, paysWhenAsked: 0, promises: 0, disputes: 0, optsOut: 0 }, phone: "+15122000001" },
  // Never due at the same instant as the one above: of two at once the engine promises no order.
  {
    behaviour: { neverPays: 1, paysWhenAsked: 0, promises: 0, disputes: 0, optsOut: 0 },
    region: "HI",
    postalCode: "96801",
    phone: "+15122000001",
  },
  { behaviour: { neverPays: 1, paysWhenAsked: 0, promises: 0, disputes: 0, optsOut: 0 }, agrees: false },
  { behaviour: { replies: 0.6, neverPays: 0, lateDays: 35 }, country: "GB", region: undefined, postalCode: "M1 1AE" },
];

export const idOf = (debtor: SimulatedDebtor) => fromPublicId("debtor", debtor.facts.id) ?? "";

/** Lets the sandbox's clock run while debtors and vendors do what is drawn for them, by the product's own verbs. */
export async function live(ctx: TenantContext, debtors: readonly SimulatedDebtor[]): Promise<string[]> {
  const reactions = new Reactions(seed, calendar);
  const coming: { debtor: SimulatedDebtor; happening: Happening | Report }[] = [];
  const done: string[] = [];
  for (const debtor of debtors) {
    const account = new Account(debtor);
    for (const happening of unasked(account, seed, calendar, start.getTime())) coming.push({ debtor, happening });
  }
  const accountNow = async (debtor: SimulatedDebtor, at: Date) => {
    const here = { ...ctx, clock: standingClock(at) };
    const now = await loadDebtors(here, { overdueDaysMin: -300, limit: 100 });
    const found = now.debtors.find((one) => one.facts.id === debtor.facts.id);
    return new Account({ ...debtor, invoices: found?.invoices ?? [] });
  };
  const send =
    (channel: SimTouch["channel"]) =>
    async (request: SendEnvelope): Promise<SendResult> => {
      const debtor = debtors.find((one) => idOf(one) === request.debtorId);
      if (!debtor) throw new Error("somebody else is written to");
      const at = request.workspace.now;
      const touch = { id: request.touchId, channel, address: request.to, debtorId: debtor.facts.id } as SimTouch;
      for (const happening of reactions.after(touch, await accountNow(debtor, at), at))
        coming.push({ debtor, happening });
      return { kind: "accepted", providerRef: `ref-${request.touchId}` };
    };
  const port = (channel: SimTouch["channel"]) => ({ name: "drawn", deduplicates: true, send: send(channel) });
  const vendors = {
    nextAt: async () =>
      coming.reduce<Date | null>((first, { happening: { at } }) => (!first || at < first ? at : first), null),
    async report(here: TenantContext) {
      const now = here.clock.now();
      const due = coming
        .filter(({ happening }) => happening.at <= now)
        .sort((a, b) => a.happening.at.getTime() - b.happening.at.getTime());
      for (const one of due) {
        coming.splice(coming.indexOf(one), 1);
        await act(here, one.debtor, one.happening);
        done.push(one.happening.kind);
      }
      return due.length;
    },
  };
  const fresh = await systemContext(ctx.tenantId, "test");
  const target = new Date(calendar.beginOf("2026-05-01") - 1);
  const { targetAt } = await moveClock(fresh, { to: "instant", at: target }, { queue: silent, vendors });
  const routes = (["email", "sms", "voice"] as const).map((channel) => ({ channel, port: port(channel) }));
  const errands = errandPorts("sandbox");
  const ran = await advanceClock(fresh, targetAt, {
    routes,
    tools: testTools,
    vendors,
    lookup: mobileLookup,
    errands,
    written: clockPorts().written,
  });
  expect(ran.state).toBe("reached");
  return done;
}

/** One happening, done to the workspace as its doors do it. */
async function act(ctx: TenantContext, debtor: SimulatedDebtor, happening: Happening | Report): Promise<void> {
  const debtorId = idOf(debtor);
  const invoiceId = "invoiceId" in happening ? (fromPublicId("invoice", happening.invoiceId) ?? "") : "";
  switch (happening.kind) {
    case "reported": {
      const { touchId, status, hard, call } = happening;
      await withTenant(ctx, (tx) =>
        recordDelivery(tx, ctx, { touchId }, { status, hard, ...(call && { call: { outcome: call } }) }),
      );
      return;
    }
    case "paid": {
      const { currency, amountMinor, lines } = happening;
      const named = lines?.map((line) => ({ ...line, invoiceId: fromPublicId("invoice", line.invoiceId) ?? "" }));
      await withTenant(ctx, (tx) =>
        recordPayment(tx, ctx, {
          debtorId,
          currency,
          amountMinor,
          method: "member",
          status: "succeeded",
          receivedAt: happening.at,
          lines: named,
        }),
      );
      return;
    }
    case "promised":
      // Whoever owes nothing any more cannot promise it.
      await recordPromise(ctx, { debtorId, dueOn: happening.dueOn, source: "member" }).catch((error) => {
        if (error.code !== "PRECONDITION") throw error;
      });
      return;
    case "disputed":
      await openDispute(ctx, { invoiceId, source: "debtor" });
      return;
    case "dispute_resolved": {
      const { rows } = await withTenant(ctx, (tx) =>
        tx.execute<{ id: string }>(
          sql`select id from disputes where invoice_id = ${invoiceId} and resolved_at is null`,
        ),
      );
      for (const { id } of rows) await resolveDispute(ctx, { disputeId: id });
      return;
    }
    case "opted_out": {
      const kind = happening.channel === "email" ? "email" : "phone";
      const address = debtor.facts.points.find((point) => point.kind === kind)?.address ?? "";
      const { channel } = happening;
      await withTenant(ctx, (tx) => optOutAddress(tx, ctx, { channel, address, debtorId, source: "recipient" }));
      return;
    }
    case "replied": {
      const { channel } = happening;
      const kind = channel === "email" ? "email" : "phone";
      const from = debtor.facts.points.find((point) => point.kind === kind)?.address ?? "";
      await receiveReply(ctx, { channel, from, to: "", text: "We will look at it.", debtorId });
      return;
    }
    case "link_opened":
    case "wants_person": {
      const { kind } = happening;
      await withTenant(ctx, (tx) => signalDebtor(tx, ctx, { debtorId, kind }));
      return;
    }
    default:
      throw new Error(`nobody here ${happening.kind}`);
  }
}

export async function whatHappened(ctx: TenantContext, campaignId: string) {
  return withTenant(ctx, async (tx) => {
    const debtor = (id: string) => toPublicId("debtor", id);
    const iso = (at: string) => new Date(at).toISOString();
    const history = await tx.execute<{ debtor_id: string; at: string; events: HistoryEvent[] }>(sql`
      select e.debtor_id, h.at, h.events from enrollment_history h
      join enrollments e on e.tenant_id = h.tenant_id and e.id = h.enrollment_id
      where e.tenant_id = ${ctx.tenantId} and e.campaign_id = ${campaignId}`);
    const nodes = executableGraph.parse(journeyTemplates[0]?.graph).nodes;
    const channelOf = (nodeId: string) => {
      const kind = nodes.find((node) => node.id === nodeId)?.kind;
      return kind === "send_email" ? "email" : kind === "send_sms" ? "sms" : "voice";
    };
    const touches = await tx.execute<{
      id: string;
      debtor_id: string;
      node_id: string;
      key: string;
      channel: string;
      sent_at: string | null;
    }>(sql`select id, debtor_id, node_id, key, channel, sent_at from touches
      where tenant_id = ${ctx.tenantId} and enrollment_id is not null`);
    const receipts = await tx.execute<{ touch_id: string; at: string; verdict: string; code: string | null }>(sql`
      select touch_id, at, verdict, code from touch_receipts where tenant_id = ${ctx.tenantId} and stage = 'dispatch'`);
    const enrollments = await tx.execute<{
      debtor_id: string;
      outcome: string | null;
      ended_at: string | null;
      state: EnrollmentState;
    }>(sql`
      select debtor_id, outcome, ended_at, state from enrollments where tenant_id = ${ctx.tenantId} and campaign_id = ${campaignId}`);
    const touchById = new Map(touches.rows.map((row) => [row.id, row]));
    const visitOf = (key: string) => key.slice(key.lastIndexOf(":") + 1);
    return {
      asked: history.rows
        .flatMap(({ debtor_id, at, events }) =>
          events.flatMap((event) =>
            event.kind === "answered"
              ? [
                  [
                    debtor(debtor_id),
                    event.nodeId,
                    event.visit,
                    channelOf(event.nodeId),
                    iso(at),
                    event.verdict,
                    event.code ?? null,
                  ].join(" "),
                ]
              : [],
          ),
        )
        .sort(),
      looked: receipts.rows
        .flatMap(({ touch_id, at, verdict, code }) => {
          const touch = touchById.get(touch_id);
          return touch
            ? [[debtor(touch.debtor_id), touch.node_id, visitOf(touch.key), iso(at), verdict, code].join(" ")]
            : [];
        })
        .sort(),
      left: touches.rows
        .filter((touch) => touch.sent_at !== null)
        .map((touch) =>
          [debtor(touch.debtor_id), touch.node_id, visitOf(touch.key), touch.channel, iso(touch.sent_at ?? "")].join(
            " ",
          ),
        )
        .sort(),
      outcomes: enrollments.rows
        .map(({ debtor_id, outcome, ended_at }) =>
          [debtor(debtor_id), outcome, ended_at ? iso(ended_at) : undefined].join(" "),
        )
        .sort(),
    };
  });
}
