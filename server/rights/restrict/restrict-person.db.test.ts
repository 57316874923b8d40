import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { findDueErrands } from "@/server/campaigns/effects/find-due-errands";
import { nextErrandAt, runErrands } from "@/server/campaigns/effects/run-errands";
import { lineGraph, makeDebtor, startCampaign, steps, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { standingClock } from "@/server/clock";
import { dispatchAll, look } from "@/server/conversations/testing/sent-touch";
import { listTasks } from "@/server/escalations/list-tasks";
import { fromPublicId } from "@/server/public-ids";
import { allowAutomation, honourRequest, liftRestriction } from "@/server/rights/restrict/restrict-person";
import { listDecisions } from "@/server/rights/review/list-decisions";
import { reviewDecision } from "@/server/rights/review/review-decision";
import { askFor } from "@/server/rights/testing/a-whole-life";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { recordingEmail } from "@/server/touches/testing/recording-vendors";

let ctx: TenantContext;
let debtor: TestDebtor;
beforeEach(async () => {
  ({ ctx } = await makeWorkspace());
  debtor = await makeDebtor(ctx);
});

const touches = () =>
  look<{ channel: string; status: string; code: string | null }>(
    ctx,
    sql`select channel, status, result_code as code from touches where tenant_id = ${ctx.tenantId} order by created_at, id`,
  );
const later = (hours: number) => ({
  ...ctx,
  clock: standingClock(new Date(ctx.clock.now().getTime() + hours * 3_600_000)),
});

describe("a person whose data is restricted", () => {
  test("gets nothing: what is queued is taken back, what a journey wants next is refused, the data stays", async () => {
    await startCampaign(ctx, lineGraph([steps.email("mail"), steps.waitDays("later", 3), steps.email("again")]));
    await wakeDue(ctx);
    expect(await touches()).toMatchObject([{ status: "queued" }]);
    const requestId = await askFor(ctx, "restrict", debtor.debtorId);
    expect(await honourRequest(ctx, { requestId })).toEqual({ cancelledTouches: 1 });
    await wakeDue(later(80));
    await dispatchAll(later(80));
    expect(await touches()).toEqual([
      { channel: "email", status: "cancelled", code: "RESTRICTED" },
      { channel: "email", status: "refused", code: "RESTRICTED" },
    ]);
    expect(
      await look(ctx, sql`select address from contact_points where tenant_id = ${ctx.tenantId} and kind = 'email'`),
    ).toEqual([{ address: debtor.email }]);
    expect(await look(ctx, sql`select status from rights_requests where tenant_id = ${ctx.tenantId}`)).toEqual([
      { status: "done" },
    ]);
  });

  test("is told to no other system while it holds, and is once it is lifted", async () => {
    const insert = sql`
      insert into errands (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, kind, request, status, due_at, created_at)
      select tenant_id, ${ctx.chance.id()}, 'e', id, 'hook', 1, debtor_id, 'webhook', '{"url":"https://crm.example","keep":[]}',
        'queued', ${ctx.clock.now().toISOString()}, now() from enrollments where tenant_id = ${ctx.tenantId}`;
    await startCampaign(ctx, lineGraph([steps.waitDays("later", 3)]));
    await withTenant(ctx, (tx) => tx.execute(insert));
    await honourRequest(ctx, { requestId: await askFor(ctx, "restrict", debtor.debtorId) });
    const called: string[] = [];
    const ports = {
      webhook: {
        name: "crm",
        call: async ({ url }: { url: string }) => {
          called.push(url);
          return { kind: "answered" as const, body: {} };
        },
      },
      mail: recordingEmail(),
      publicUrl: "https://duelane.example",
      secret: "a-secret-for-tests-only-0123456789abcdef",
    };
    expect(await runErrands(ctx, ports)).toMatchObject({ claimed: 0 });
    expect(await findDueErrands()).not.toContain(ctx.tenantId);
    expect(await withTenant(ctx, (tx) => nextErrandAt(tx, ctx))).toBeNull();
    await liftRestriction(ctx, { debtorId: debtor.debtorId });
    expect(await runErrands(ctx, ports)).toMatchObject({ done: 1 });
    expect(called).toEqual(["https://crm.example"]);
  });

  test("may be written to again once the restriction is lifted", async () => {
    await honourRequest(ctx, { requestId: await askFor(ctx, "object", debtor.debtorId, "processing") });
    await liftRestriction(ctx, { debtorId: debtor.debtorId });
    await startCampaign(ctx, lineGraph([steps.email("mail")]));
    await wakeDue(ctx);
    await dispatchAll(ctx);
    expect(await touches()).toMatchObject([{ status: "sent" }]);
  });
});

describe("a person who wants no machine to decide or speak", () => {
  test("is not called by one: each call waits for a person as a task, and mails go on", async () => {
    await honourRequest(ctx, { requestId: await askFor(ctx, "object", debtor.debtorId, "automation") });
    await startCampaign(ctx, lineGraph([steps.call("call"), steps.email("mail")]));
    await wakeDue(ctx);
    expect(await touches()).toEqual(
      expect.arrayContaining([
        { channel: "voice", status: "refused", code: "HUMAN_REVIEW" },
        { channel: "email", status: "queued", code: null },
      ]),
    );
    const { tasks } = await listTasks(ctx, { limit: 10 });
    expect(tasks.filter(({ kind }) => kind === "human_review")).toHaveLength(1);
  });

  test("has the call that was about to be made taken back and put before a person", async () => {
    await startCampaign(ctx, lineGraph([steps.call("call")]));
    await wakeDue(ctx);
    expect(await touches()).toMatchObject([{ channel: "voice", status: "queued" }]);
    await honourRequest(ctx, { requestId: await askFor(ctx, "object", debtor.debtorId, "automation") });
    expect(await touches()).toEqual([{ channel: "voice", status: "cancelled", code: "HUMAN_REVIEW" }]);
    expect((await listTasks(ctx, { limit: 10 })).tasks.map(({ kind }) => kind)).toContain("human_review");
  });

  test("may be called again once they allow it", async () => {
    await honourRequest(ctx, { requestId: await askFor(ctx, "object", debtor.debtorId, "automation") });
    await allowAutomation(ctx, { debtorId: debtor.debtorId });
    await startCampaign(ctx, lineGraph([steps.call("call")]));
    await wakeDue(ctx);
    expect(await touches()).toMatchObject([{ channel: "voice", status: "queued" }]);
  });

  test("is charged a late fee by no journey alone: a person reviews it, and then it is charged or dropped", async () => {
    await honourRequest(ctx, { requestId: await askFor(ctx, "object", debtor.debtorId, "automation") });
    const fee = {
      id: "fee",
      kind: "late_fee" as const,
      position: { x: 0, y: 0 },
      basis: { by: "own" as const, annualPercent: 12, fixedMinor: 5_00, currency: "USD" },
    };
    const graph = lineGraph([fee as never]);
    await startCampaign(ctx, {
      ...graph,
      nodes: [...graph.nodes, { id: "not", kind: "exit", position: fee.position, outcome: "not_charged" }],
      edges: [...graph.edges, { id: "n", from: "fee", port: "not_charged", to: "not" }],
    });
    await wakeDue(ctx);
    const fees = () =>
      look<{ status: string }>(ctx, sql`select status from late_fees where tenant_id = ${ctx.tenantId}`);
    expect(await fees()).toEqual([{ status: "proposed" }]);
    expect((await listTasks(ctx, { limit: 10 })).tasks.map(({ kind }) => kind)).toContain("human_review");
    const requestId = await askFor(ctx, "review", debtor.debtorId);
    const [decision] = await listDecisions(ctx, { requestId });
    expect(decision).toMatchObject({ kind: "fee", money: { currency: "USD" } });
    const id = fromPublicId("lateFee", decision?.id ?? "") ?? "";
    const review = { requestId, decision: { kind: "fee" as const, id }, verdict: "upheld" as const };
    await reviewDecision(ctx, { ...review, reason: "As agreed in the tariff." });
    expect(await fees()).toEqual([{ status: "charged" }]);
  });
});
