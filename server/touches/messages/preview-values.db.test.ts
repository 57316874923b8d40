import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { toPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";
import { previewValues } from "@/server/touches/messages/preview-values";
import { queued } from "@/server/touches/testing/queued-touches";

const links = { publicUrl: "https://pay.example" };

test("a preview says what the message would say now, makes no link and leaves no trace", async () => {
  const { ctx, debtor } = await queued();
  const before = await counts();
  const preview = await previewValues(ctx, { debtorId: debtor.debtorId }, links);
  expect(preview.debtor.id).toBe(toPublicId("debtor", debtor.debtorId));
  expect(preview.email).toMatchObject({ to: debtor.email, values: { overdue_balance: "$500.00" } });
  expect(preview.email?.values.pay_link).toBe("https://pay.example/pay/…");
  expect(preview.email?.values["company.name"]).toBe("Test Freight");
  expect(await counts()).toEqual(before);

  function counts() {
    return withTenant(ctx, async (tx) => {
      const { rows } = await tx.execute(sql`
        select (select count(*) from pay_links) as links, (select count(*) from audit_entries) as entries,
               (select count(*) from touches) as touches`);
      return rows[0];
    });
  }
});

test("a channel without a usable address has no preview, and another workspace's debtor is not found", async () => {
  const { ctx, debtor } = await queued();
  await withTenant(ctx, (tx) =>
    tx.execute(sql`update contact_points set status = 'undeliverable' where kind = 'email'`),
  );
  expect((await previewValues(ctx, { debtorId: debtor.debtorId }, links)).email).toBeNull();
  const { ctx: other } = await makeWorkspace();
  await expect(previewValues(other, { debtorId: debtor.debtorId }, links)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
