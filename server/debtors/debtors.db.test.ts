import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { optOuts } from "@/db/schema/debtors";
import { messages } from "@/db/schema/touches";
import { withTenant } from "@/db/tenant-transaction";
import { addNote } from "@/server/debtors/add-note";
import { debtorSorts, listDebtorsInput, timelineInput, timelineKinds } from "@/server/debtors/contract";
import { countDebtors } from "@/server/debtors/count-debtors";
import { getDebtor } from "@/server/debtors/get-debtor";
import { listDebtors } from "@/server/debtors/list-debtors";
import { listTimeline } from "@/server/debtors/list-timeline";
import { nextSteps } from "@/server/debtors/next-steps";
import { resumeDebtor, stopDebtor } from "@/server/debtors/stop-debtor";
import { completeTask, reopenTask } from "@/server/escalations/complete-task";
import { listTasks } from "@/server/escalations/list-tasks";
import { raiseTask } from "@/server/escalations/raise-task";
import { makeDebtor, makeInvoice, payInvoice } from "@/server/invoices/testing/make-receivables";
import { fromPublicId, toPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

const input = (values: Record<string, unknown> = {}) => listDebtorsInput.parse(values);

describe("debtors", () => {
  test.each(debtorSorts)("sorted by %s, paging forth and back shows every debtor once, in one order", async (sort) => {
    const { ctx } = await makeWorkspace();
    for (let n = 0; n < 12; n += 1) {
      const debtor = await makeDebtor(ctx, { name: `${n % 2 ? "acme" : "Acme"} ${n % 5}` });
      if (n % 3) await makeInvoice(ctx, debtor, { number: "1", amountMinor: (n % 4) * 1000 + 1 });
    }
    for (const dir of ["asc", "desc"] as const) {
      const all = (await listDebtors(ctx, input({ sort, dir }))).rows.map((row) => row.id);
      expect(new Set(all).size).toBe(12);
      let page = await listDebtors(ctx, input({ sort, dir, limit: 5 }));
      const forth = [page.rows.map((row) => row.id)];
      while (page.nextCursor) {
        page = await listDebtors(ctx, input({ sort, dir, limit: 5, cursor: page.nextCursor }));
        forth.push(page.rows.map((row) => row.id));
      }
      expect(forth.flat()).toEqual(all);
      expect(page.previousCursor).not.toBeNull();
      page = await listDebtors(ctx, input({ sort, dir, limit: 5, cursor: page.previousCursor ?? "" }));
      expect(page.rows.map((row) => row.id)).toEqual(forth.at(-2));
    }
  });

  test("filters tell who owes, who is overdue, who is settled and who is stopped", async () => {
    const { ctx } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
    const overdue = await makeDebtor(ctx, { name: "Overdue" });
    const owing = await makeDebtor(ctx, { name: "Owing" });
    await makeDebtor(ctx, { name: "Settled" });
    await makeInvoice(ctx, overdue, { number: "1", dueOn: "2026-03-01" });
    await makeInvoice(ctx, owing, { number: "1", dueOn: "2026-03-02", currency: "EUR" });
    await stopDebtor(ctx, { debtorId: owing, stop: "attorney" });
    const names = async (filters: Record<string, unknown>) => {
      const parsed = input({ ...filters, sort: "name", dir: "asc" });
      const { rows } = await listDebtors(ctx, parsed);
      expect((await countDebtors(ctx, parsed)).count).toBe(rows.length);
      return rows.map((row) => row.name);
    };
    expect(await names({})).toEqual(["Overdue", "Owing", "Settled"]);
    expect(await names({ owing: "owing" })).toEqual(["Overdue", "Owing"]);
    expect(await names({ owing: "owing", currency: "EUR" })).toEqual(["Owing"]);
    expect(await names({ owing: "overdue" })).toEqual(["Overdue"]);
    expect(await names({ owing: "settled" })).toEqual(["Settled"]);
    expect(await names({ owing: "stopped" })).toEqual(["Owing"]);
  });

  test("a contact point shows per channel whether it may be used, and the consent", async () => {
    const { ctx } = await makeWorkspace();
    const debtorId = await makeDebtor(ctx, { phone: "+15125550142", email: "ap@acme.example" });
    await withTenant(ctx, (tx) =>
      tx.insert(optOuts).values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        debtorId,
        channel: "sms",
        address: "+15125550142",
        source: "carrier",
        at: ctx.clock.now(),
      }),
    );
    const { contacts } = await getDebtor(ctx, { debtorId });
    const phone = contacts[0]?.points.find((point) => point.kind === "phone");
    expect(phone?.channels).toMatchObject([
      { channel: "sms", status: "opted_out", source: "carrier" },
      { channel: "voice", status: "active" },
    ]);
    expect(phone?.zones).toContain("America/Chicago");
  });

  test("the timeline has notes, messages, payments and opt-outs, the newest first, page by page", async () => {
    const { ctx, at } = await makeWorkspace({ now: new Date("2026-03-02T15:00:00Z") });
    const debtorId = await makeDebtor(ctx);
    const invoiceId = await makeInvoice(ctx, debtorId, { number: "1" });
    await addNote(at(new Date("2026-03-01T10:00:00Z")), { debtorId, body: "Asked for the POD." });
    await payInvoice(ctx, {
      debtorId,
      invoiceId,
      amountMinor: 10,
      receivedAt: new Date("2026-02-20T10:00:00Z"),
      paidMinor: 10,
      settled: false,
    });
    await withTenant(ctx, (tx) =>
      tx.insert(messages).values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        debtorId,
        channel: "sms",
        direction: "inbound",
        fromAddress: "+1",
        toAddress: "+2",
        body: "Will pay Friday",
        at: new Date("2026-02-25T10:00:00Z"),
      }),
    );
    const first = await listTimeline(ctx, timelineInput.parse({ debtorId: toPublicId("debtor", debtorId), limit: 2 }));
    expect(first.items.map((item) => item.kind)).toEqual(["note", "message"]);
    expect(first.items[0]).toMatchObject({ body: "Asked for the POD.", author: "Test Owner" });
    const second = await listTimeline(ctx, {
      debtorId,
      limit: 2,
      cursor: first.nextCursor ?? "",
    });
    expect(second.items).toMatchObject([{ kind: "payment", amountMinor: 10 }]);
    expect(second.nextCursor).toBeNull();
    for (const kind of timelineKinds) {
      const { items } = await listTimeline(ctx, { debtorId, kind, limit: 10 });
      expect(items.map((item) => item.kind)).toEqual(["note", "message", "payment"].includes(kind) ? [kind] : []);
    }
  });

  test("a stop is lifted as it was set, each written down once", async () => {
    const { ctx } = await makeWorkspace();
    const debtorId = await makeDebtor(ctx);
    await stopDebtor(ctx, { debtorId, stop: "cease" });
    await stopDebtor(ctx, { debtorId, stop: "cease" });
    expect(await getDebtor(ctx, { debtorId })).toMatchObject({ stop: "cease" });
    await resumeDebtor(ctx, { debtorId });
    expect(await getDebtor(ctx, { debtorId })).toMatchObject({ stop: null, stoppedAt: null });
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'debtors.stop'`),
    );
    expect(rows).toHaveLength(2);
  });

  test("a task is done once and can be reopened; its number is of the open ones", async () => {
    const { ctx } = await makeWorkspace();
    const debtorId = await makeDebtor(ctx);
    await withTenant(ctx, (tx) =>
      raiseTask(tx, ctx, { kind: "wants_person", key: "k", debtorId, subjectKind: "debtor", subjectId: debtorId }),
    );
    const { tasks, openCount } = await listTasks(ctx, { limit: 20 });
    expect({ tasks, openCount }).toMatchObject({
      openCount: 1,
      tasks: [{ kind: "wants_person", debtorName: "Acme Produce" }],
    });
    const taskId = fromPublicId("task", tasks[0]?.id ?? "") ?? "";
    await completeTask(ctx, { taskId });
    expect((await listTasks(ctx, { limit: 20 })).openCount).toBe(0);
    await reopenTask(ctx, { taskId });
    expect((await listTasks(ctx, { limit: 20 })).openCount).toBe(1);
  });

  test("another workspace's debtor is not found by any verb", async () => {
    const a = await makeWorkspace();
    const b = await makeWorkspace();
    const debtorId = await makeDebtor(a.ctx);
    const gone = { code: "NOT_FOUND" };
    await expect(getDebtor(b.ctx, { debtorId })).rejects.toMatchObject(gone);
    await expect(nextSteps(b.ctx, { debtorId })).rejects.toMatchObject(gone);
    await expect(listTimeline(b.ctx, { debtorId, limit: 10 })).rejects.toMatchObject(gone);
    await expect(addNote(b.ctx, { debtorId, body: "x" })).rejects.toMatchObject(gone);
    await expect(stopDebtor(b.ctx, { debtorId, stop: "cease" })).rejects.toMatchObject(gone);
    await expect(resumeDebtor(b.ctx, { debtorId })).rejects.toMatchObject(gone);
    await expect(completeTask(b.ctx, { taskId: debtorId })).rejects.toMatchObject(gone);
    expect((await listDebtors(b.ctx, input())).rows).toEqual([]);
    expect(await getDebtor(a.ctx, { debtorId })).toMatchObject({ stop: null });
  });
});
