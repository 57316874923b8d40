import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { together } from "@/db/together";
import { makeWorkspace } from "@/server/testing/workspace";

test("statements given at once are answered in their order", async () => {
  const { ctx } = await makeWorkspace();
  const [one, two] = await withTenant(ctx, (tx) =>
    together([tx.execute(sql`select 1 as n`), tx.execute(sql`select 2 as n`)]),
  );
  expect([one.rows, two.rows]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
});

test("one that fails rolls all of them back and is named, however deep it lies", { timeout: 30_000 }, async () => {
  const { ctx } = await makeWorkspace();
  for (const byKey of [false, true]) {
    const failing = withTenant(
      ctx,
      (tx) =>
        together([
          tx.execute(sql`update tenants set name = 'Changed' where id = ${ctx.tenantId}`),
          together([together([tx.execute(sql`select 1 / 0`)])]),
          tx.execute(sql`select 1`),
        ]),
      { byKey },
    );
    await expect(failing).rejects.toMatchObject({ cause: { code: "22012" } });
  }
  const { rows } = await withTenant(ctx, (tx) => tx.execute(sql`select name from tenants where id = ${ctx.tenantId}`));
  expect(rows).toEqual([{ name: "Test Freight" }]);
});
