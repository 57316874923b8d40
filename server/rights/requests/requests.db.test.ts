import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { lineGraph, makeDebtor, startCampaign, steps, type TestDebtor } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { look } from "@/server/conversations/testing/sent-touch";
import { listTasks } from "@/server/escalations/list-tasks";
import { fromPublicId, toPublicId } from "@/server/public-ids";
import { correctPerson } from "@/server/rights/correct/correct-person";
import { erasePerson } from "@/server/rights/erase/erase-person";
import { planErasure } from "@/server/rights/erase/plan-erasure";
import { exportPerson } from "@/server/rights/export/export-person";
import { checkIdentity, closeRequest, extendRequest } from "@/server/rights/requests/change-request";
import { getRequest, listRequests } from "@/server/rights/requests/list-requests";
import { openRequest } from "@/server/rights/requests/open-request";
import { remindOfRequests } from "@/server/rights/requests/remind-of-requests";
import { listDecisions } from "@/server/rights/review/list-decisions";
import { reviewDecision } from "@/server/rights/review/review-decision";
import { askFor, one } from "@/server/rights/testing/a-whole-life";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

let workspace: TestWorkspace;
let ctx: TenantContext;
let debtor: TestDebtor;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ ctx } = workspace);
  debtor = await makeDebtor(ctx);
});

const unknownPerson = (kind: "access" | "correct" | "erase" | "review" = "access") =>
  openRequest(ctx, {
    debtorId: debtor.debtorId,
    kind,
    askedBy: "person",
    receivedBy: "letter",
    identity: "not_yet",
    receivedOn: "2026-03-01",
  }).then(({ requestId }) => fromPublicId("rightsRequest", requestId) ?? "");
const listAll = (at = ctx) => listRequests(at, { limit: 100 });
const lastAudit = async () =>
  one<{ action: string; details: Record<string, unknown> }>(
    ctx,
    sql`select action, details from audit_entries where tenant_id = ${ctx.tenantId} order by log_position desc limit 1`,
  );

describe("a request", () => {
  test("is due by the law of where the person is, and an overdue one comes first and is a task once", async () => {
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update debtors set country = 'DE', region = null where tenant_id = ${ctx.tenantId}`),
    );
    const german = await unknownPerson();
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update debtors set country = 'US', region = 'CA' where tenant_id = ${ctx.tenantId}`),
    );
    await unknownPerson();
    expect((await listAll()).rows.map(({ law, dueOn, daysLeft }) => [law, dueOn, daysLeft])).toEqual([
      ["gdpr", "2026-04-01", 30],
      ["ccpa", "2026-04-15", 44],
    ]);
    const late = workspace.at(new Date("2026-04-10T12:00:00Z"));
    expect(await remindOfRequests(late)).toEqual({ due: 1, overdue: 1 });
    expect(await remindOfRequests(late)).toEqual({ due: 1, overdue: 1 });
    const { tasks } = await listTasks(late, { limit: 10 });
    expect(tasks.map(({ kind }) => kind).sort()).toEqual(["rights_due", "rights_overdue"]);
    expect(tasks.map(({ subjectId }) => subjectId)).toContain(toPublicId("rightsRequest", german));
    expect(await listAll(late)).toMatchObject({ open: 2, overdue: 1 });
    await closeRequest(late, { requestId: german, status: "withdrawn" });
    expect((await listTasks(late, { limit: 10 })).tasks.map(({ kind }) => kind)).toEqual(["rights_due"]);
  });

  test("is extended once, where the law gives more time", async () => {
    const requestId = await unknownPerson();
    expect(await extendRequest(ctx, { requestId })).toEqual({ dueOn: "2026-05-30" });
    await expect(extendRequest(ctx, { requestId })).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test("gives nothing out and changes nothing before it is known who asks", async () => {
    const requestId = await unknownPerson();
    const take = () => exportPerson(ctx, { requestId, reason: "person_asked", format: "json", locale: "en" });
    await expect(take()).rejects.toMatchObject({ code: "PRECONDITION" });
    await expect(closeRequest(ctx, { requestId, status: "done" })).rejects.toMatchObject({ code: "PRECONDITION" });
    const decision = { kind: "fee" as const, id: ctx.chance.id() };
    const review = await unknownPerson("review");
    await expect(
      reviewDecision(ctx, { requestId: review, decision, verdict: "overturned", reason: "They say so." }),
    ).rejects.toMatchObject({ code: "PRECONDITION" });
    await checkIdentity(ctx, { requestId, identity: "called_back" });
    expect(await take()).toContain(debtor.email);
  });

  test("is refused only with a reason, and an erasure is done only by erasing", async () => {
    const requestId = await askFor(ctx, "erase", debtor.debtorId);
    await expect(closeRequest(ctx, { requestId, status: "refused" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(closeRequest(ctx, { requestId, status: "done" })).rejects.toMatchObject({ code: "PRECONDITION" });
    await closeRequest(ctx, { requestId, status: "refused", refusal: "unfounded" });
    expect((await listAll()).rows).toMatchObject([{ status: "refused", refusal: "unfounded", closedBy: "Test Owner" }]);
  });
});

describe("what is held of a person", () => {
  test("is taken out whole, and who took it and why is in the log before it leaves", async () => {
    await startCampaign(ctx, lineGraph([steps.email("mail")]));
    await wakeDue(ctx);
    const requestId = await askFor(ctx, "access", debtor.debtorId);
    const json = await exportPerson(ctx, { requestId, reason: "person_asked", format: "json", locale: "en" });
    expect(await lastAudit()).toEqual({
      action: "rights.export",
      details: { reason: "person_asked", format: "json", requestId },
    });
    const file = JSON.parse(json);
    expect(file.of).toBe(toPublicId("debtor", debtor.debtorId));
    expect(file.addresses.map(({ address }: { address: string }) => address).sort()).toEqual(
      [debtor.email, debtor.phone].sort(),
    );
    expect(file.invoices).toHaveLength(1);
    expect(file.decisions).toMatchObject([{ stage: "plan", asked: { debtor: { id: debtor.debtorId } } }]);
    expect(file.log.length).toBeGreaterThan(0);
    expect(json).not.toMatch(/log_key|tenant_id/);
  });

  test("is a page too, in the reader's language, where nothing that was typed is markup", async () => {
    await withTenant(ctx, (tx) =>
      tx.execute(sql`update debtors set name = '<script>alert(1)</script>' where tenant_id = ${ctx.tenantId}`),
    );
    const page = await exportPerson(ctx, {
      debtorId: debtor.debtorId,
      reason: "own_audit",
      format: "html",
      locale: "hi",
    });
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
    expect(page).toContain('<html lang="hi">');
    expect(page).toContain("व्यक्ति");
  });

  test("is not opened by a key that another process destroyed", async () => {
    await startCampaign(ctx, lineGraph([steps.email("mail")]));
    await wakeDue(ctx);
    await withTenant(ctx, (tx) => tx.execute(sql`update debtors set log_key = null where tenant_id = ${ctx.tenantId}`));
    const requestId = await askFor(ctx, "access", debtor.debtorId);
    const json = await exportPerson(ctx, { requestId, reason: "person_asked", format: "json", locale: "en" });
    expect(JSON.parse(json).decisions).toMatchObject([{ stage: "plan", asked: null }]);
  });

  test("says of a shared address that it is stopped, and not who else said so", async () => {
    const other = await makeDebtor(ctx);
    await withTenant(ctx, async (tx) => {
      await tx.execute(sql`
        update contact_points set address = ${debtor.email} where tenant_id = ${ctx.tenantId} and id = ${other.emailPointId}`);
      await tx.execute(sql`
        insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
        values (${ctx.tenantId}, ${ctx.chance.id()}, ${other.debtorId}, 'email', ${debtor.email}, 'recipient', now())`);
    });
    const requestId = await askFor(ctx, "access", debtor.debtorId);
    const json = await exportPerson(ctx, { requestId, reason: "person_asked", format: "json", locale: "en" });
    expect(JSON.parse(json).optOuts).toMatchObject([{ address: debtor.email, channel: "email" }]);
    expect(json).not.toContain(other.debtorId);
  });

  test("is not corrected to an address that can be written to, where who had it was erased", async () => {
    const gone = await makeDebtor(ctx);
    const erasure = await askFor(ctx, "erase", gone.debtorId);
    await erasePerson(ctx, { requestId: erasure, hash: (await planErasure(ctx, { requestId: erasure })).hash });
    const requestId = await askFor(ctx, "correct", debtor.debtorId);
    await correctPerson(ctx, {
      requestId,
      changes: [{ field: "point.address", id: debtor.emailPointId, after: gone.email }],
    });
    expect(
      await look(ctx, sql`select channel, address, source from opt_outs where tenant_id = ${ctx.tenantId}`),
    ).toEqual([{ channel: "email", address: gone.email, source: "recipient" }]);
  });

  test("is corrected with before and after kept beside the request, and an opt-out follows its address", async () => {
    await withTenant(ctx, (tx) =>
      tx.execute(sql`
        insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
        values (${ctx.tenantId}, ${ctx.chance.id()}, ${debtor.debtorId}, 'email', ${debtor.email}, 'recipient', now())`),
    );
    await withTenant(ctx, (tx) =>
      tx.execute(sql`
        update contact_points set verified_at = now(), verified_how = 'database' where tenant_id = ${ctx.tenantId}`),
    );
    const requestId = await askFor(ctx, "correct", debtor.debtorId);
    const changes = [
      { field: "debtor.name" as const, after: "Reyes Hauling" },
      { field: "point.address" as const, id: debtor.emailPointId, after: "Dana@Reyes.example" },
    ];
    expect(await correctPerson(ctx, { requestId, changes })).toEqual({ corrected: 2 });
    expect(await correctPerson(ctx, { requestId, changes })).toEqual({ corrected: 0 });
    const { corrections } = await getRequest(ctx, { requestId });
    expect(corrections.sort((a, b) => (a.field < b.field ? -1 : 1))).toMatchObject([
      { field: "debtor.name", after: "Reyes Hauling", by: "Test Owner" },
      { field: "point.address", before: debtor.email, after: "dana@reyes.example" },
    ]);
    expect(
      await look(ctx, sql`select address from opt_outs where tenant_id = ${ctx.tenantId} order by address`),
    ).toEqual(
      [{ address: debtor.email }, { address: "dana@reyes.example" }].sort((a, b) => (a.address < b.address ? -1 : 1)),
    );
    expect(
      await look(ctx, sql`select verified_at from contact_points where id = ${debtor.emailPointId}`),
      "the old address was verified, not this one",
    ).toEqual([{ verified_at: null }]);
    const bad = [{ field: "point.address" as const, id: debtor.phonePointId, after: "nowhere" }];
    await expect(correctPerson(ctx, { requestId, changes: bad })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("a machine's decision", () => {
  test("that a person overturns is taken back before it leaves, reviewed once, with its reason kept", async () => {
    await startCampaign(ctx, lineGraph([steps.email("mail")]));
    await wakeDue(ctx);
    const requestId = await askFor(ctx, "review", debtor.debtorId);
    const [decision] = await listDecisions(ctx, { requestId });
    expect(decision).toMatchObject({ kind: "touch", channel: "email", verdict: "allow", review: null });
    const id = fromPublicId("touch", decision?.id ?? "") ?? "";
    const review = { requestId, decision: { kind: "touch" as const, id }, reason: "They pay by cheque." };
    await reviewDecision(ctx, { ...review, verdict: "overturned" });
    expect(await look(ctx, sql`select status, result_code from touches where tenant_id = ${ctx.tenantId}`)).toEqual([
      { status: "cancelled", result_code: "OVERTURNED" },
    ]);
    expect((await listDecisions(ctx, { requestId }))[0]?.review).toMatchObject({
      verdict: "overturned",
      reason: "They pay by cheque.",
      by: "Test Owner",
    });
    await expect(reviewDecision(ctx, { ...review, verdict: "upheld" })).rejects.toMatchObject({ code: "CONFLICT" });
    // The reviewer's words are the person's too: the log has the verdict, not the words.
    expect((await lastAudit()).details).toEqual({
      debtorId: debtor.debtorId,
      reviewed: "touch",
      subjectId: id,
      verdict: "overturned",
    });
  });
});
