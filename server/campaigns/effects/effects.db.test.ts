import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { answerQuestion } from "@/server/campaigns/answer-question";
import type { ErrandPorts, WebhookOutcome, WebhookRequest } from "@/server/campaigns/effects/ports";
import { runErrands } from "@/server/campaigns/effects/run-errands";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { standingClock } from "@/server/clock";
import { listTasks } from "@/server/escalations/list-tasks";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftNode, ExecutableGraph } from "@/server/journeys/graph/schema";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { recordingEmail } from "@/server/touches/testing/recording-vendors";

process.env.AUTH_SECRET ??= "a-secret-for-tests-only-0123456789abcdef";

const position = { x: 0, y: 0 };
let ctx: TenantContext;
beforeEach(async () => {
  ({ ctx } = await makeWorkspace());
});

const later = (hours: number): TenantContext => ({
  ...ctx,
  clock: standingClock(new Date(ctx.clock.now().getTime() + hours * 3_600_000)),
});

async function rows(query: string): Promise<Record<string, unknown>[]> {
  return (await withTenant(ctx, (tx) => tx.execute(sql.raw(query)))).rows;
}
const outcomeOf = async () => (await rows("select outcome, status, state ->> 'node' as node from enrollments"))[0];

/** A step whose every way out is an exit named after it; the waits after it keep the debtor in. */
function alone(node: DraftNode, ports: string[]): ExecutableGraph {
  const exits = ports.map((port) => ({ id: `to_${port}`, kind: "exit" as const, position, outcome: port }));
  return {
    schemaVersion: 2,
    leaveOn: ["paid_in_full"],
    nodes: [{ id: "start", kind: "start", position }, node, ...exits] as ExecutableGraph["nodes"],
    edges: [
      { id: "in", from: "start", port: "next", to: node.id },
      ...ports.map((port) => ({ id: port, from: node.id, port, to: `to_${port}` })),
    ],
  };
}

describe("an update step", () => {
  test("changes tags, fields and stage, and what follows in the same wake already knows", async () => {
    await makeDebtor(ctx);
    const update: DraftNode = {
      id: "update",
      kind: "update",
      position,
      changes: [
        { do: "add_tag", tag: "chased" },
        { do: "add_tag", tag: "brief" },
        { do: "remove_tag", tag: "brief" },
        { do: "set_field", field: "owner", value: "Ana" },
        { do: "set_stage", stage: "second" },
      ],
    };
    const branch: DraftNode = {
      id: "branch",
      kind: "branch",
      position,
      paths: [{ id: "yes", label: "", when: { all: [{ fact: "tags", op: "has_all", values: ["chased"] }] } }],
    };
    const graph: ExecutableGraph = {
      schemaVersion: 2,
      leaveOn: [],
      nodes: [
        { id: "start", kind: "start", position },
        update,
        branch,
        { id: "seen", kind: "exit", position, outcome: "seen" },
        { id: "not", kind: "exit", position, outcome: "not" },
      ] as ExecutableGraph["nodes"],
      edges: [
        { id: "1", from: "start", port: "next", to: "update" },
        { id: "2", from: "update", port: "next", to: "branch" },
        { id: "3", from: "branch", port: "yes", to: "seen" },
        { id: "4", from: "branch", port: "else", to: "not" },
      ],
    };
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    expect(await outcomeOf()).toMatchObject({ outcome: "seen" });
    expect(await rows("select tags, fields, stage from debtors")).toEqual([
      { tags: ["chased"], fields: { owner: "Ana" }, stage: "second" },
    ]);
  });
});

describe("an approval", () => {
  const approve: DraftNode = {
    id: "approve",
    kind: "approve",
    position,
    question: textToBody("Call {{debtor.name}} about {{balance}}?"),
    timeout: { amount: 2, unit: "days" },
  };
  const graph = alone(approve, ["no", "timeout", "yes"]);

  test("is a task with the question in words; the answer sends the debtor its way, once", async () => {
    await makeDebtor(ctx, { name: "Northgate Produce", amounts: [125_000] });
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    const { tasks } = await listTasks(ctx, { limit: 10 });
    expect(tasks).toMatchObject([{ kind: "approval", note: "Call Northgate Produce about $1,250.00?" }]);
    const questionId = fromPublicId("question", tasks[0]?.question?.id ?? "") ?? "";
    await answerQuestion(ctx, { questionId, answer: "yes" });
    await expect(answerQuestion(ctx, { questionId, answer: "no" })).rejects.toThrow("not open any more");
    await wakeDue(ctx);
    expect(await outcomeOf()).toMatchObject({ outcome: "yes" });
    expect((await listTasks(ctx, { limit: 10 })).openCount).toBe(0);
  });

  test("that nobody answers in time takes its own way, and its task is closed", async () => {
    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    await wakeDue(later(49));
    expect(await outcomeOf()).toMatchObject({ outcome: "timeout" });
    expect(await rows("select answer from questions")).toEqual([{ answer: "withdrawn" }]);
    expect((await listTasks(ctx, { limit: 10 })).openCount).toBe(0);
  });
});

describe("a late fee", () => {
  const fee: DraftNode = {
    id: "fee",
    kind: "late_fee",
    position,
    basis: { by: "own", annualPercent: 12, fixedMinor: 5_00, currency: "USD" },
    confirmWithin: { amount: 3, unit: "days" },
  };
  const graph = alone(fee, ["not_charged", "next"]);

  test("is shown first, charged as shown after a yes, and never changes the invoice", async () => {
    // Due on 1 February, now 2 March: 28 whole days at 12 % a year of 1,000.00.
    await makeDebtor(ctx, { amounts: [100_000] });
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    const { tasks } = await listTasks(ctx, { limit: 10 });
    const amountMinor = Math.floor((100_000 * 12 * 28) / 36_500) + 500;
    expect(tasks[0]).toMatchObject({
      kind: "fee_approval",
      question: { fees: [{ currency: "USD", amountMinor, invoices: 1 }] },
    });
    expect(await rows("select status from late_fees")).toEqual([{ status: "proposed" }]);
    const questionId = fromPublicId("question", tasks[0]?.question?.id ?? "") ?? "";
    await answerQuestion(ctx, { questionId, answer: "yes" });
    await wakeDue(ctx);
    expect(await outcomeOf()).toMatchObject({ outcome: "next" });
    expect(
      await rows(
        "select status, interest_minor::int as interest, fixed_minor::int as fixed, from_on::text, to_on::text from late_fees",
      ),
    ).toEqual([
      { status: "charged", interest: amountMinor - 500, fixed: 500, from_on: "2026-02-02", to_on: "2026-03-01" },
    ]);
    expect(await rows("select amount_minor::int as amount, open_minor::int as open from invoices")).toEqual([
      { amount: 100_000, open: 100_000 },
    ]);
  });

  test("that somebody refuses is dropped", async () => {
    await makeDebtor(ctx);
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    const { tasks } = await listTasks(ctx, { limit: 10 });
    await answerQuestion(ctx, {
      questionId: fromPublicId("question", tasks[0]?.question?.id ?? "") ?? "",
      answer: "no",
    });
    await wakeDue(ctx);
    expect(await outcomeOf()).toMatchObject({ outcome: "not_charged" });
    expect(await rows("select status from late_fees")).toEqual([{ status: "dropped" }]);
  });
});

describe("errands", () => {
  const hook: DraftNode = {
    id: "hook",
    kind: "webhook",
    position,
    url: "https://hooks.example.com/x",
    keep: ["credit.hold"],
  };

  function portsAnswering(...answers: WebhookOutcome[]) {
    const received: WebhookRequest[] = [];
    const ports: ErrandPorts = {
      webhook: {
        name: "recording",
        call: async (request) => {
          received.push(request);
          return answers[received.length - 1] ?? { kind: "failed", code: "HTTP_500" };
        },
      },
      mail: recordingEmail(),
      publicUrl: "https://duelane.example",
      secret: "a-secret-for-tests-only-0123456789abcdef",
    };
    return { received, ports };
  }

  test("a webhook's answer sends the debtor on, and branches read what its step keeps", async () => {
    await makeDebtor(ctx);
    const when = {
      all: [{ fact: "webhook_result" as const, nodeId: "hook", path: "credit.hold", op: "is" as const, value: true }],
    };
    const graph: ExecutableGraph = {
      schemaVersion: 2,
      leaveOn: [],
      nodes: [
        { id: "start", kind: "start", position },
        hook,
        { id: "branch", kind: "branch", position, paths: [{ id: "held", label: "", when }] },
        { id: "held", kind: "exit", position, outcome: "held" },
        { id: "free", kind: "exit", position, outcome: "free" },
      ] as ExecutableGraph["nodes"],
      edges: [
        { id: "1", from: "start", port: "next", to: "hook" },
        { id: "2", from: "hook", port: "next", to: "branch" },
        { id: "3", from: "hook", port: "failed", to: "free" },
        { id: "4", from: "branch", port: "held", to: "held" },
        { id: "5", from: "branch", port: "else", to: "free" },
      ],
    };
    await startCampaign(ctx, graph);
    expect((await wakeDue(ctx)).errands).toBe(true);
    const { received, ports } = portsAnswering({ kind: "answered", body: { credit: { hold: true } } });
    expect(await runErrands(ctx, ports)).toMatchObject({ claimed: 1, done: 1 });
    await wakeDue(ctx);
    expect(await outcomeOf()).toMatchObject({ outcome: "held" });
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({ type: "journey.webhook", data: { step: "hook" } });
  });

  test("is tried again under the same id, and after the last try the debtor goes on by failed", async () => {
    await makeDebtor(ctx);
    await startCampaign(ctx, alone(hook, ["failed", "next"]));
    await wakeDue(ctx);
    const { received, ports } = portsAnswering();
    for (let hours = 0; hours <= 40; hours += 1) await runErrands(later(hours), ports);
    expect(received).toHaveLength(8);
    expect(new Set(received.map((request) => request.headers["webhook-id"])).size).toBe(1);
    await wakeDue(later(41));
    expect(await outcomeOf()).toMatchObject({ outcome: "failed" });
  });

  test("a worker that died while calling leaves it to the next; two at once call once", async () => {
    await makeDebtor(ctx);
    await startCampaign(ctx, alone(hook, ["failed", "next"]));
    await wakeDue(ctx);
    await withTenant(ctx, (tx) =>
      tx.execute(sql.raw(`update errands set status = 'sending', attempts = 1, due_at = due_at + interval '1 minute'`)),
    );
    const { received, ports } = portsAnswering({ kind: "answered", body: null });
    expect(await runErrands(ctx, ports)).toMatchObject({ claimed: 0 });
    const [one, other] = await Promise.all([runErrands(later(1), ports), runErrands(later(1), ports)]);
    expect(one.claimed + other.claimed).toBe(1);
    expect(received).toHaveLength(1);
  });

  test("the team is told in the product in words, and by e-mail whoever has the role", async () => {
    await makeDebtor(ctx, { name: "Harbor Steel" });
    const message = textToBody("{{debtor.name}} owes {{balance}}.");
    const graph = lineGraph([
      { id: "say", kind: "notify_team", position, way: { by: "product" }, message },
      { id: "mail", kind: "notify_team", position, way: { by: "email", roles: ["owner"] }, message },
      steps.waitDays("rest", 1),
    ]);
    await startCampaign(ctx, graph);
    await wakeDue(ctx);
    const mail = recordingEmail();
    const { ports } = portsAnswering();
    await runErrands(ctx, { ...ports, mail });
    expect((await listTasks(ctx, { limit: 10 })).tasks).toMatchObject([
      { kind: "notice", note: "Harbor Steel owes $1,250.00." },
    ]);
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.text).toContain("Harbor Steel owes $1,250.00.");
  });
});
