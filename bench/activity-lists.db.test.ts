// What the lists of touches, enrollments and payments give, beside a plain WHERE over the same rows.
import { type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { fillActivity } from "@/bench/fill-activity";
import { withTenant } from "@/db/tenant-transaction";
import { listEnrollmentsInput } from "@/server/campaigns/contract";
import { listEnrollments } from "@/server/campaigns/list-enrollments";
import type { CappedCount, Page } from "@/server/keyset";
import { listPaymentsInput } from "@/server/payments/contract";
import { listPayments } from "@/server/payments/list-payments";
import { type IdKind, toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { listTouchesInput } from "@/server/touches/contract";
import { listTouches } from "@/server/touches/list-touches";

let ctx: TenantContext;
let large: string;
let small: string;
let debtor: string;

beforeAll(async () => {
  const workspace = await makeWorkspace();
  const other = await makeWorkspace();
  ctx = workspace.ctx;
  const filled = await fillActivity(ctx, 300);
  await fillActivity(other.ctx, 20);
  large = toPublicId("campaign", filled.large);
  small = toPublicId("campaign", filled.small);
  const [first] = await idsOf(
    "debtor",
    sql`select id from debtors where tenant_id = ${ctx.tenantId} order by external_id limit 1`,
  );
  debtor = first ?? "";
});

function idsOf(kind: IdKind, query: SQL): Promise<string[]> {
  return withTenant(ctx, async (tx) =>
    (await tx.execute<{ id: string }>(query)).rows.map((row) => toPublicId(kind, row.id)),
  );
}

type List = (cursor: string | undefined) => Promise<Page<{ id: string }> & { total: CappedCount }>;

/** Forth to the end and back to the beginning: the same pages in both directions, and together what the query gives. */
async function walks(list: List, expected: string[]) {
  let page = await list(undefined);
  expect(page.previousCursor).toBeNull();
  expect(page.total).toEqual({ count: expected.length, capped: false });
  const forth = [page.rows.map((row) => row.id)];
  while (page.nextCursor) {
    page = await list(page.nextCursor);
    forth.push(page.rows.map((row) => row.id));
  }
  expect(forth.flat()).toEqual(expected);
  const back = [forth.at(-1)];
  while (page.previousCursor) {
    page = await list(page.previousCursor);
    back.unshift(page.rows.map((row) => row.id));
  }
  expect(back).toEqual(forth);
}

test("every touch is on one page, the newest first, whatever is filtered", async () => {
  const cases: [Record<string, unknown>, SQL][] = [
    [{}, sql`true`],
    [{ status: "delivered" }, sql`t.status = 'delivered'`],
    [{ status: "bounced", channel: "sms" }, sql`t.status = 'bounced' and t.channel = 'sms'`],
    [{ channel: "voice" }, sql`t.channel = 'voice'`],
    [{ debtorId: debtor }, sql`d.external_id = 'A0000001'`],
    [{ debtorId: debtor, status: "queued" }, sql`d.external_id = 'A0000001' and t.status = 'queued'`],
    [
      { campaignId: small },
      sql`e.campaign_id = (select id from campaigns c where c.tenant_id = ${ctx.tenantId} and (
      select count(*) from enrollments n where n.tenant_id = c.tenant_id and n.campaign_id = c.id) < 100)`,
    ],
    [
      { campaignId: large, status: "queued", channel: "email" },
      sql`t.status = 'queued' and t.channel = 'email'
      and e.campaign_id = (select id from campaigns c where c.tenant_id = ${ctx.tenantId} and (
        select count(*) from enrollments n where n.tenant_id = c.tenant_id and n.campaign_id = c.id) > 100)`,
    ],
  ];
  for (const [filter, where] of cases) {
    const expected = await idsOf(
      "touch",
      sql`
      select t.id from touches t join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
      left join enrollments e on e.tenant_id = t.tenant_id and e.id = t.enrollment_id
      where t.tenant_id = ${ctx.tenantId} and (${where}) order by t.created_at desc, t.id desc`,
    );
    if (!("channel" in filter) && !("debtorId" in filter)) expect(expected.length).toBeGreaterThan(0);
    await walks((cursor) => listTouches(ctx, listTouchesInput.parse({ ...filter, cursor, pageSize: 37 })), expected);
  }
});

test("every enrollment of a campaign is on one page, who is due next first, then who ended last", async () => {
  const cases: [Record<string, unknown>, SQL][] = [
    [{}, sql`true`],
    [{ status: "waiting" }, sql`e.status = 'waiting'`],
    [{ status: "done" }, sql`e.status = 'done'`],
    [{ status: "parked" }, sql`e.status = 'parked'`],
    [{ status: "holdout" }, sql`e.status = 'holdout'`],
    [{ outcome: "paid" }, sql`e.outcome = 'paid'`],
    [{ outcome: "paid", status: "waiting" }, sql`false`],
  ];
  for (const [filter, where] of cases) {
    const expected = await idsOf(
      "enrollment",
      sql`
      select e.id from enrollments e
      where e.tenant_id = ${ctx.tenantId} and (${where}) and e.campaign_id = (
        select id from campaigns c where c.tenant_id = ${ctx.tenantId} and (
          select count(*) from enrollments n where n.tenant_id = c.tenant_id and n.campaign_id = c.id) > 100)
      order by e.due_at nulls last, coalesce(e.ended_at, e.entered_at) desc, e.id`,
    );
    await walks(
      (cursor) =>
        listEnrollments(ctx, listEnrollmentsInput.parse({ campaignId: large, ...filter, cursor, pageSize: 23 })),
      expected,
    );
  }
});

test("every payment is on one page, the latest first, of the workspace or of one debtor", async () => {
  for (const [filter, where] of [
    [{}, sql`true`],
    [{ debtorId: debtor }, sql`d.external_id = 'A0000001'`],
  ] as const) {
    const expected = await idsOf(
      "payment",
      sql`
      select p.id from payments p join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
      where p.tenant_id = ${ctx.tenantId} and ${where} order by p.received_at desc, p.id desc`,
    );
    expect(expected.length).toBeGreaterThan(1);
    await walks(
      (cursor) => listPayments(ctx, listPaymentsInput.parse({ ...filter, cursor, pageSize: 3 * 13 })),
      expected,
    );
  }
});
