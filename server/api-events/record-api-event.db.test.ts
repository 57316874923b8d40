import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { recordApiEvent } from "@/server/api-events/record-api-event";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftNode, ExecutableGraph, SignalKind } from "@/server/journeys/graph/schema";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import type { WorkQueue } from "@/server/work-queue";

let ctx: TenantContext;
let announced: { name: string; data: unknown; id?: string }[];
const queue: WorkQueue = {
  announce: async (event) => {
    announced.push(event);
  },
};
beforeEach(async () => {
  ({ ctx } = await makeWorkspace());
  announced = [];
});

const position = { x: 0, y: 0 };

/** start → the step, each way out of it to an exit of that name, the main one to another wait. */
function waysOut(step: DraftNode, ways: string[], main: string): ExecutableGraph {
  const exits = ways.map((way) => ({ id: way, position, kind: "exit" as const, outcome: way }));
  const base = lineGraph([step, steps.waitDays("rest", 30)], ["paid_in_full"]);
  return {
    ...base,
    nodes: [...base.nodes, ...exits],
    edges: [
      ...base.edges.map((edge) => (edge.from === step.id ? { ...edge, port: main } : edge)),
      ...ways.map((way) => ({ id: `to ${way}`, from: step.id, port: way, to: way })),
    ],
  };
}

const waits = (signals: SignalKind[], apiEvents: string[]): DraftNode => ({
  id: "listen",
  position,
  kind: "wait_for_signal",
  signals,
  apiEvents,
  timeout: { amount: 20, unit: "days" },
});

const send = (debtorId: string, event: string, data = {}) => recordApiEvent(ctx, { debtorId, event, data }, queue);

async function outcomeAfter(debtorId: string, event: string): Promise<string | null> {
  await send(debtorId, event);
  await wakeDue(ctx);
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ outcome: string | null }>(sql`select outcome from enrollments where debtor_id = ${debtorId}`),
  );
  return rows[0]?.outcome ?? null;
}

describe("an event wakes whom it concerns", () => {
  test("a wait that names it takes the way of that name, in the debtor's journeys and in nobody else's", async () => {
    const [debtor, other] = [await makeDebtor(ctx), await makeDebtor(ctx)];
    await startCampaign(
      ctx,
      waysOut(waits([], ["pod_received", "pod_lost"]), ["event:pod_received", "event:pod_lost"], "timeout"),
    );
    await wakeDue(ctx);
    expect(await outcomeAfter(debtor.debtorId, "something_else")).toBeNull();
    expect(await outcomeAfter(debtor.debtorId, "pod_lost")).toBe("event:pod_lost");
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select status from enrollments where debtor_id = ${other.debtorId}`),
    );
    expect(rows).toEqual([{ status: "waiting" }]);
  });

  test("a wait for any event hears those without a name of their own", async () => {
    const [one, two] = [await makeDebtor(ctx), await makeDebtor(ctx)];
    await startCampaign(ctx, waysOut(waits(["api_event"], ["pod_lost"]), ["api_event", "event:pod_lost"], "timeout"));
    await wakeDue(ctx);
    expect(await outcomeAfter(one.debtorId, "whatever")).toBe("api_event");
    expect(await outcomeAfter(two.debtorId, "pod_lost")).toBe("event:pod_lost");
  });

  test("a journey that ends on events ends", async () => {
    const { debtorId } = await makeDebtor(ctx);
    await startCampaign(ctx, lineGraph([steps.waitDays("rest", 30)], ["paid_in_full", "api_event"]));
    await wakeDue(ctx);
    expect(await outcomeAfter(debtorId, "pod_received")).toBe("api_event");
  });

  test("a ladder that stops on events stops", async () => {
    const { debtorId } = await makeDebtor(ctx);
    const ladder: DraftNode = {
      id: "ladder",
      position,
      kind: "ladder",
      channel: "email",
      attempts: 3,
      delays: [{ amount: 3, unit: "days" }],
      stopOn: ["api_event"],
      messages: [{ subject: textToBody("Open"), body: textToBody("{{balance}} is open.") }],
    };
    await startCampaign(ctx, waysOut(ladder, ["api_event"], "next"));
    await wakeDue(ctx);
    expect(await outcomeAfter(debtorId, "pod_received")).toBe("api_event");
  });

  test("tells how many journeys heard it, and its history says its name but not what came with it", async () => {
    const { debtorId } = await makeDebtor(ctx);
    expect((await send(debtorId, "pod_received")).heard).toBe(0);
    await startCampaign(ctx, waysOut(waits([], ["pod_received"]), ["event:pod_received"], "timeout"));
    await wakeDue(ctx);
    expect(await send(debtorId, "pod_received", { signed_by: "J. Ortiz" })).toEqual({
      eventId: expect.stringMatching(/^evt_/),
      heard: 1,
    });
    const { rows } = await withTenant(ctx, (tx) => tx.execute(sql`select kind, data from enrollment_signals`));
    expect(rows).toEqual([{ kind: "api_event", data: { event: "pod_received", cancelled: [] } }]);
    const { rows: kept } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select data from api_events where data <> '{}'`),
    );
    expect(kept).toEqual([{ data: { signed_by: "J. Ortiz" } }]);
  });
});

describe("an event on which a running campaign begins", () => {
  const beginning = (): ExecutableGraph => {
    const graph = lineGraph([steps.waitDays("rest", 30)]);
    return {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.kind === "start" ? { ...node, trigger: { on: "api_event", event: "pod_received" } } : node,
      ),
    };
  };

  test("is announced once it is written, and no other is", async () => {
    const { debtorId } = await makeDebtor(ctx);
    await startCampaign(ctx, beginning());
    await send(debtorId, "pod_lost");
    expect(announced).toEqual([]);
    await send(debtorId, "pod_received");
    expect(announced).toMatchObject([{ name: "api-events/recorded", data: { tenantId: ctx.tenantId } }]);
  });

  test("is recorded also when the announcement fails", async () => {
    const { debtorId } = await makeDebtor(ctx);
    await startCampaign(ctx, beginning());
    const broken: WorkQueue = {
      announce: async () => {
        throw new Error("the queue is away");
      },
    };
    const input = { debtorId, event: "pod_received", data: {} };
    expect((await recordApiEvent(ctx, input, broken)).eventId).toMatch(/^evt_/);
    const { rows } = await withTenant(ctx, (tx) => tx.execute(sql`select name from api_events`));
    expect(rows).toEqual([{ name: "pod_received" }]);
  });
});
