import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { everyRoute, keyOf, program } from "@/app/api/v1/testing/partner";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { listTimeline } from "@/server/debtors/list-timeline";
import { toPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

let routes: Awaited<ReturnType<typeof everyRoute>>;
beforeAll(async () => {
  routes = await everyRoute();
});

async function carrier() {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx);
  const rowsOf = (query: ReturnType<typeof sql>) =>
    withTenant(ctx, async (tx) => (await tx.execute<Record<string, unknown>>(query)).rows);
  const [debtor] = await rowsOf(sql`select external_id from debtors`);
  const call = program(await keyOf(ctx, ["events:write"]), routes);
  return { ctx, debtorId, call, rowsOf, at: `/debtors/external:${debtor?.external_id}/events` };
}

const event = { event: "pod_received", data: { load_number: "L-20417", pieces: 12, clean: true } };

test("an event by the customer's own id is answered, stands in the timeline with its sender, and in the log without its data", async () => {
  const { ctx, debtorId, call, at, rowsOf } = await carrier();
  const answer = await call("POST", at, { body: event });
  expect(answer).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^evt_/), heard: 0 } });
  expect(
    (await call("POST", `/debtors/${toPublicId("debtor", debtorId)}/events`, { body: { event: "x" } })).status,
  ).toBe(201);
  const { items } = await listTimeline(ctx, { debtorId, kind: "event", limit: 30 });
  expect(items).toHaveLength(2);
  expect(items.filter(({ id }) => id === answer.body.id)).toMatchObject([
    { kind: "event", name: "pod_received", data: event.data, sentBy: "Transport system" },
  ]);
  const log = await rowsOf(
    sql`select actor_kind, subject_kind, details from audit_entries where action = 'apiEvents.record' and details ->> 'event' = 'pod_received'`,
  );
  expect(log).toEqual([
    {
      actor_kind: "partner",
      subject_kind: "debtor",
      details: { event: "pod_received", heard: 0 },
    },
  ]);
});

test("an event that is repeated with its Idempotency-Key happens once", async () => {
  const { call, at, rowsOf } = await carrier();
  const send = () => call("POST", at, { body: event, idempotencyKey: "load-20417-pod" });
  const answers = await Promise.all([send(), send(), send()]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await rowsOf(sql`select count(*)::int as count from api_events`)).toEqual([{ count: 1 }]);
});

test("a name or data that cannot be kept is refused, and says which", async () => {
  const { call, at, rowsOf } = await carrier();
  const refusals: [body: unknown, field: string][] = [
    [{ event: "POD received" }, "event"],
    [{ event: "" }, "event"],
    [{ event: "x".repeat(61) }, "event"],
    [{ event: "x", data: { nested: { a: 1 } } }, "data.nested"],
    [{ event: "x", data: { list: [1] } }, "data.list"],
    [{ event: "x", data: { nul: "a\0b" } }, "data.nul"],
    [{ event: "x", data: { long: "x".repeat(501) } }, "data.long"],
    [{ event: "x", data: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`f${at}`, at])) }, "data"],
    [
      { event: "x", data: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${at}`, "x".repeat(300)])) },
      "data",
    ],
    [{ event: "x", more: 1 }, "more"],
  ];
  for (const [body, field] of refusals) {
    const { status, body: problem } = await call("POST", at, { body });
    expect([status, field, problem.errors]).toEqual([400, field, [expect.objectContaining({ field })]]);
  }
  expect((await call("POST", at, { body: { event: "x", data: { a: "x".repeat(20_000) } } })).status).toBe(413);
  expect(await rowsOf(sql`select count(*)::int as count from api_events`)).toEqual([{ count: 0 }]);
});

test("of a person who was erased nothing is written down any more", async () => {
  const { call, at, rowsOf } = await carrier();
  await rowsOf(sql`update debtors set erased_at = now()`);
  expect((await call("POST", at, { body: event })).status).toBe(412);
  expect(await rowsOf(sql`select count(*)::int as count from api_events`)).toEqual([{ count: 0 }]);
});
