import { describe, expect, test } from "vitest";
import { importFile } from "@/bench/import-file";
import { applyImport } from "@/server/imports/applying/apply-import";
import { beginApply } from "@/server/imports/applying/start-apply";
import { cancelImport } from "@/server/imports/cancel-import";
import { getImport } from "@/server/imports/get-import";
import { importText, options, sizes } from "@/server/imports/testing/import-text";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

const uuid = (id: string) => fromPublicId("import", id) ?? "";

describe("a crash in the middle", () => {
  const rows = 300;
  const content = importFile(rows, "crash");
  const good = { ...options, mode: "good_rows" as const };

  /** The same context, whose source of ids fails, or calls, at the given id. */
  function atId(ctx: TenantContext, count: number, act: () => void): TenantContext {
    let ids = 0;
    const id = () => {
      ids += 1;
      if (ids === count) act();
      return ctx.chance.id();
    };
    return { ...ctx, chance: { ...ctx.chance, id } };
  }

  async function ready(ctx: TenantContext, mode: "good_rows" | "all_or_nothing") {
    const checked = await importText(ctx, "", { content, options: { ...options, mode }, checkOnly: true });
    const importId = uuid(checked.importId);
    await beginApply(ctx, { importId });
    return { importId, rowsPerBatch: 50 };
  }

  test("goes on at the checkpoint, and ends as if nothing had happened", async () => {
    const whole = await makeWorkspace();
    const straight = await importText(whole.ctx, "", { content, options: good });
    const { ctx } = await makeWorkspace();
    const input = await ready(ctx, "good_rows");
    const dying = atId(ctx, 400, () => {
      throw new Error("killed");
    });
    await expect(applyImport(dying, input)).rejects.toThrow("killed");
    const cut = await getImport(ctx, input);
    expect(cut.status).toBe("applying");
    expect(cut.rowsDone % 50).toBe(0);
    expect(cut.rowsDone).toBeGreaterThan(0);
    expect(cut.rowsDone).toBeLessThan(rows);
    expect(await sizes(ctx)).toMatchObject({ invoices: cut.rowsDone });

    expect(await applyImport(ctx, { ...input, batches: 1 })).toEqual({ finished: false });
    expect(await applyImport(ctx, input)).toEqual({ finished: true });
    const view = await getImport(ctx, input);
    expect(view).toMatchObject({ status: "done", rowsDone: rows });
    expect(view.counts).toMatchObject({ rowsNew: straight.counts?.rowsNew, invoicesNew: rows, rowsWithErrors: 0 });
    expect(await sizes(ctx)).toEqual(await sizes(whole.ctx));
    expect(await applyImport(ctx, input)).toEqual({ finished: true });
    expect(await sizes(ctx)).toEqual(await sizes(whole.ctx));
  });

  test("does not take a row that was refused before it for one that was read", async () => {
    const { ctx } = await makeWorkspace();
    const columns = "Customer,Invoice,Date,Due,Amount,Currency,Paid";
    await importText(ctx, `${columns}\nAcme,A-1,2026-01-05,2026-02-04,100.00,USD,40.00\n`, { options });
    const text = `${columns}\nAcme,A-1,2026-01-05,2026-02-04,100.00,EUR,40.00\nAcme,A-1,2026-01-05,2026-02-04,120.00,USD,40.00\n`;
    const checked = await importText(ctx, text, { options: good, checkOnly: true });
    const importId = uuid(checked.importId);
    await beginApply(ctx, { importId });
    expect(await applyImport(ctx, { importId, rowsPerBatch: 1, batches: 1 })).toEqual({ finished: false });
    expect(await applyImport(ctx, { importId, rowsPerBatch: 1 })).toEqual({ finished: true });
    expect((await getImport(ctx, { importId })).counts).toMatchObject({ rowsWithErrors: 1, invoicesChanged: 1 });
  });

  test("of an all-or-nothing import leaves nothing, and the next run does all of it", async () => {
    const { ctx } = await makeWorkspace();
    const input = await ready(ctx, "all_or_nothing");
    const dying = atId(ctx, 400, () => {
      throw new Error("killed");
    });
    await expect(applyImport(dying, input)).rejects.toThrow("killed");
    expect(await sizes(ctx)).toMatchObject({ debtors: 0, invoices: 0, payments: 0 });
    expect((await getImport(ctx, input)).rowsDone).toBeGreaterThan(0);
    await applyImport(ctx, input);
    expect(await sizes(ctx)).toMatchObject({ invoices: rows });
  });

  test("two workers at the same import write every row once", async () => {
    const { ctx } = await makeWorkspace();
    const input = await ready(ctx, "good_rows");
    await Promise.all([applyImport(ctx, input), applyImport(ctx, input)]);
    expect(await getImport(ctx, input)).toMatchObject({ status: "done" });
    expect(await sizes(ctx)).toMatchObject({ invoices: rows });
  });

  test("a cancelled all-or-nothing import leaves nothing", async () => {
    const { ctx } = await makeWorkspace();
    const input = { ...(await ready(ctx, "all_or_nothing")), rowsPerBatch: 5 };
    let cancelling: Promise<void> | undefined;
    const watched = atId(ctx, 20, () => {
      cancelling = cancelImport(ctx, input);
    });
    await applyImport(watched, input);
    await cancelling;
    expect(await getImport(ctx, input)).toMatchObject({ status: "cancelled" });
    expect(await sizes(ctx)).toMatchObject({ debtors: 0, invoices: 0, payments: 0 });
  });
});
