import { describe, expect, test } from "vitest";
import type { ListLogInput, LogRow } from "@/server/audit/contract";
import { listLogInput, logFilters } from "@/server/audit/contract";
import { exportLog } from "@/server/audit/reading/export-log";
import { listLog } from "@/server/audit/reading/list-log";
import { checkLog, getLogStatus } from "@/server/audit/reading/log-status";
import { sealDay } from "@/server/audit/sealing/seal-day";
import { asSuperuser, sealAll, testSealing } from "@/server/audit/testing/sealed";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { saveHousePolicy } from "@/server/contact-rules/save-house-policy";
import { addNote } from "@/server/debtors/add-note";
import { listDebtorsInput } from "@/server/debtors/contract";
import { exportDebtors } from "@/server/debtors/export-debtors";
import { stopDebtor } from "@/server/debtors/stop-debtor";
import { recordManualPayment } from "@/server/payments/record-manual-payment";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const list = (ctx: TenantContext, input: Record<string, unknown> = {}) =>
  listLog(ctx, listLogInput.parse(input) as ListLogInput);
const kinds = (rows: readonly LogRow[]) => [...new Set(rows.map((row) => row.kind))].sort();

async function busyWorkspace() {
  const workspace = await makeWorkspace();
  const { ctx } = workspace;
  const acme = await makeDebtor(ctx, { name: "Acme Freight" });
  const other = await makeDebtor(ctx, { name: "Zenith Haulage" });
  await addNote(ctx, { debtorId: acme.debtorId, body: "called" });
  await stopDebtor(ctx, { debtorId: other.debtorId, stop: "cease" });
  await recordManualPayment(ctx, {
    formId: ctx.chance.id(),
    debtorId: acme.debtorId,
    invoiceIds: acme.invoiceIds,
    currency: "USD",
    amountMinor: 5_000,
    receivedOn: "2026-03-01",
  } as Parameters<typeof recordManualPayment>[1]);
  await startCampaign(ctx, lineGraph([steps.email("mail"), steps.waitDays("pause", 1), steps.sms("text")]));
  await wakeDue(ctx);
  for await (const _ of exportDebtors(ctx, listDebtorsInput.parse({}), "regulator"));
  return { ...workspace, acme, other };
}

describe("the audit log", () => {
  test("has changes, data taken out with the reason, decisions and what journeys chose, each by the name people know", async () => {
    const { ctx } = await busyWorkspace();
    const { rows } = await list(ctx, { limit: 200 });
    expect(kinds(rows)).toEqual(["access", "change", "choice", "decision"]);
    expect(rows.find((row) => row.kind === "access")).toMatchObject({
      actor: { kind: "member", name: "Test Owner" },
      action: "invoices.export",
      subject: { kind: "debtors" },
      details: [{ name: "reason", type: "word", value: "regulator" }],
    });
    expect(rows.find((row) => row.action === "payments.record")).toMatchObject({
      subject: { kind: "payment", label: "Acme Freight" },
      details: expect.arrayContaining([{ name: "amount", type: "money", amountMinor: 5_000, currency: "USD" }]),
    });
    expect(rows.find((row) => row.kind === "decision")).toMatchObject({
      actor: { kind: "system" },
      subject: { kind: "touch", label: "Acme Freight" },
      decision: { channel: "email", verdict: "allow", stage: "plan" },
    });
  });

  test("is narrowed by kind, actor, subject, debtor and day, and found by name, number and id", async () => {
    const { ctx, acme, other, slug } = await busyWorkspace();
    for (const kind of ["change", "access", "decision", "choice"]) {
      expect(kinds((await list(ctx, { kind, limit: 200 })).rows)).toEqual([kind]);
    }
    expect((await list(ctx, { about: "note" })).rows.map((row) => row.action)).toEqual(["notes.create"]);
    expect(kinds((await list(ctx, { actor: "system" })).rows)).toEqual(["choice", "decision"]);
    expect((await list(ctx, { actor: "debtor" })).rows).toEqual([]);
    const ofAcme = (await list(ctx, { debtorId: toPublicId("debtor", acme.debtorId), limit: 200 })).rows;
    expect(kinds(ofAcme)).toEqual(["change", "choice", "decision"]);
    expect(new Set(ofAcme.map(({ subject }) => subject.label))).toEqual(new Set(["Acme Freight"]));
    const named = (await list(ctx, { q: "zenith" })).rows;
    expect(named.map((row) => row.action)).toContain("debtors.stop");
    expect(new Set(named.map(({ subject }) => subject.debtorId))).toEqual(
      new Set([toPublicId("debtor", other.debtorId)]),
    );
    expect((await list(ctx, { q: toPublicId("debtor", other.debtorId) })).rows).toHaveLength(named.length);
    expect((await list(ctx, { q: slug, limit: 200, kind: "change" })).rows.length).toBeGreaterThan(2);
    expect((await list(ctx, { q: "nobody at all" })).rows).toEqual([]);
    expect((await list(ctx, { from: "2026-03-02", to: "2026-03-02", limit: 200 })).rows.length).toBeGreaterThan(5);
    expect((await list(ctx, { from: "2026-03-03" })).rows).toEqual([]);
    expect((await list(ctx, { to: "2026-03-01" })).rows).toEqual([]);
  });

  test("pages follow one another without gaps and lead back; an export has every one of them, as CSV and as JSON", async () => {
    const { ctx } = await busyWorkspace();
    const all = (await list(ctx, { limit: 200 })).rows.map((row) => row.id);
    const read: string[] = [];
    let cursor: string | undefined;
    let back: string | null = null;
    do {
      const page = await list(ctx, { cursor, limit: 2 });
      read.push(...page.rows.map((row) => row.id));
      back = page.previousCursor;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(read).toEqual(all);
    const before = await list(ctx, { cursor: back ?? undefined, limit: 2 });
    expect(all.join()).toContain(before.rows.map((row) => row.id).join());

    const texts = { csv: "", jsonl: "" };
    for (const format of ["jsonl", "csv"] as const) {
      const filters = logFilters.parse({ kind: "change" });
      for await (const part of exportLog(ctx, { filters, format, reason: "own_audit" })) texts[format] += part;
    }
    const changes = (await list(ctx, { kind: "change", limit: 200 })).rows;
    expect(
      texts.jsonl
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).id),
    ).toEqual(changes.map((row) => row.id));
    expect(texts.csv.trim().split("\r\n")).toHaveLength(changes.length + 1);
    expect(texts.csv).toContain("amount: 50.00 USD");
    expect((await list(ctx, { about: "audit_log" })).rows).toHaveLength(2);
  });

  test("shows nothing of another workspace, and nothing to agents and viewers", async () => {
    const { as } = await busyWorkspace();
    const stranger = await makeWorkspace();
    expect((await list(stranger.ctx, { q: "acme" })).rows).toEqual([]);
    for (const role of ["agent", "viewer"] as const) {
      await expect(list(as(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
      const taken = exportLog(as(role), { filters: {}, format: "csv", reason: "own_audit" });
      await expect(taken.next()).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("says until when it is sealed and verified, and what a check finds", async () => {
    const { ctx } = await makeWorkspace();
    const keys = new Map([[testSealing.signer.keyId, testSealing.signer.publicKey]]);
    await saveHousePolicy(ctx, { policy: { notBefore: "10:00" }, version: 0 });
    expect(await getLogStatus(ctx)).toEqual({ sealed: null, waiting: true, lastSeal: null });
    await sealAll(ctx.tenantId);
    await sealDay(ctx.tenantId, testSealing);
    expect(await getLogStatus(ctx)).toMatchObject({
      sealed: { links: 1, entries: 1 },
      waiting: false,
      lastSeal: { problems: 0 },
    });
    expect(await checkLog(ctx, keys)).toMatchObject({ intact: true, whole: true, entries: 1, problems: [] });
    await asSuperuser(`update audit_entries set action = 'notes.create' where tenant_id = '${ctx.tenantId}'`);
    expect(await checkLog(ctx, keys)).toMatchObject({ intact: false, problems: [{ code: "ENTRY_EDITED", count: 1 }] });
  });
});
