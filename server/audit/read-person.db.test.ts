import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { listLog } from "@/server/audit/reading/list-log";
import { getEnrollmentHistory } from "@/server/campaigns/list-enrollments";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { look, sendText } from "@/server/conversations/testing/sent-touch";
import { getDebtor } from "@/server/debtors/get-debtor";
import { listTimeline } from "@/server/debtors/list-timeline";
import { getRequest } from "@/server/rights/requests/list-requests";
import { askFor } from "@/server/rights/testing/a-whole-life";
import { makeWorkspace } from "@/server/testing/workspace";
import { getTouch } from "@/server/touches/get-touch";

test("whoever looks at a person leaves one entry a day and person, whichever pages they open at once, and the log names it", async () => {
  const now = new Date("2026-03-02T15:00:00Z");
  const { ctx, as } = await makeWorkspace({ now });
  const one = await makeDebtor(ctx, { name: "Seen Freight" });
  const other = await makeDebtor(ctx);
  const touchId = await sendText(ctx, one, "email");
  const views = async () =>
    (
      await look<{ actor_id: string; subject_id: string }>(
        ctx,
        sql`select actor_id, subject_id from audit_entries where tenant_id = ${ctx.tenantId} and action = 'debtors.read'`,
      )
    ).length;
  await Promise.all([
    getDebtor(ctx, { debtorId: one.debtorId }),
    listTimeline(ctx, { debtorId: one.debtorId, limit: 10 }),
    getTouch(ctx, { touchId }),
  ]);
  await getDebtor(ctx, { debtorId: one.debtorId });
  expect(await views()).toBe(1);
  await getDebtor(ctx, { debtorId: other.debtorId });
  expect(await views()).toBe(2);
  const tomorrow = standingClock(new Date("2026-03-03T15:00:00Z"));
  await getDebtor({ ...ctx, clock: tomorrow, chance: seededChance("tomorrow", tomorrow) }, { debtorId: one.debtorId });
  expect(await views()).toBe(3);
  await getDebtor({ ...as("viewer"), actor: { kind: "system" } } as typeof ctx, { debtorId: one.debtorId });
  expect(await views()).toBe(3);
  const { rows } = await listLog(ctx, { kind: "access", limit: 50 });
  expect(rows).toHaveLength(3);
  // The newest first, as everything in the log.
  expect(rows.map(({ at: looked }) => looked.getTime())).toEqual(
    rows.map(({ at: looked }) => looked.getTime()).toSorted((a, b) => b - a),
  );
  expect(rows.at(-1)?.actor.name).toBe("Test Owner");
  expect(rows.some(({ subject }) => subject.label === "Seen Freight")).toBe(true);
});

test("a request, and what a journey did with somebody, are looks at a person too", async () => {
  const { ctx } = await makeWorkspace();
  const [asking, chased] = [await makeDebtor(ctx), await makeDebtor(ctx)];
  await getRequest(ctx, { requestId: await askFor(ctx, "access", asking.debtorId) });
  await startCampaign(ctx, lineGraph([steps.email("mail")]));
  const [enrollment] = await look<{ id: string }>(
    ctx,
    sql`select id from enrollments where tenant_id = ${ctx.tenantId} and debtor_id = ${chased.debtorId}`,
  );
  await getEnrollmentHistory(ctx, { enrollmentId: enrollment?.id ?? "" });
  const seen = await look<{ subject_id: string }>(
    ctx,
    sql`select subject_id from audit_entries where tenant_id = ${ctx.tenantId} and action = 'debtors.read'`,
  );
  expect(seen.map(({ subject_id }) => subject_id).sort()).toEqual([asking.debtorId, chased.debtorId].sort());
});
