import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { look } from "@/server/conversations/testing/sent-touch";
import { erasePerson } from "@/server/rights/erase/erase-person";
import { planErasure } from "@/server/rights/erase/plan-erasure";
import { askFor } from "@/server/rights/testing/a-whole-life";
import { untilBlockedBy } from "@/server/testing/until-blocked";
import { makeWorkspace } from "@/server/testing/workspace";

test("a message that a worker claims while the person is erased is waited for, not overlooked", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId, email } = await makeDebtor(ctx);
  await startCampaign(ctx, lineGraph([steps.email("mail")]));
  await wakeDue(ctx);
  const requestId = await askFor(ctx, "erase", debtorId);
  const { hash, blockers } = await planErasure(ctx, { requestId });
  expect(blockers).toEqual([]);
  const { refused } = await withTenant(ctx, async (tx) => {
    const claim = await tx.execute<{ pid: number }>(sql`
      update touches set status = 'sending', claimed_until = now() + interval '2 minutes'
      where tenant_id = ${ctx.tenantId} and status = 'queued' returning pg_backend_pid() as pid`);
    const refused = expect(erasePerson(ctx, { requestId, hash })).rejects.toMatchObject({ code: "PRECONDITION" });
    await untilBlockedBy(ctx, claim.rows[0]?.pid ?? 0);
    return { refused };
  });
  await refused;
  expect(
    await look(ctx, sql`select address from contact_points where tenant_id = ${ctx.tenantId} and kind = 'email'`),
  ).toEqual([{ address: email }]);
});

test("of two erasures of one person the second is told that it is done", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx);
  const requests = [await askFor(ctx, "erase", debtorId), await askFor(ctx, "erase", debtorId)];
  const plans = await Promise.all(requests.map((requestId) => planErasure(ctx, { requestId })));
  const ends = await Promise.allSettled(
    requests.map((requestId, at) => erasePerson(ctx, { requestId, hash: plans[at]?.hash ?? "" })),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(ends.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "PRECONDITION" } });
});

test("whoever was erased is chased by no campaign that starts later, whatever they still owe", async () => {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx);
  const requestId = await askFor(ctx, "erase", debtorId);
  await erasePerson(ctx, { requestId, hash: (await planErasure(ctx, { requestId })).hash });
  await startCampaign(ctx, lineGraph([steps.email("mail")]));
  await wakeDue(ctx);
  expect(await look(ctx, sql`select 1 from enrollments where tenant_id = ${ctx.tenantId}`)).toEqual([]);
  expect(await look(ctx, sql`select 1 from touches where tenant_id = ${ctx.tenantId}`)).toEqual([]);
});
