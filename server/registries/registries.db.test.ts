import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { tryContact } from "@/server/contact-rules/try-contact";
import type { UploadListInput } from "@/server/registries/contract";
import { listRegistries } from "@/server/registries/list-registries";
import { uploadList } from "@/server/registries/upload-list";
import { roles } from "@/server/tenancy/permissions";
import type { TenantContext } from "@/server/tenant-context";
import { codeOf } from "@/server/testing/code-of";
import { makeWorkspace } from "@/server/testing/workspace";
import { queueTouch } from "@/server/touches/outbox/queue-touch";

// 12:30 in India.
const now = new Date("2026-03-02T07:00:00Z");
const ASHA = "+919876543210";
const RAVI = "+919876543211";

async function indian() {
  const workspace = await makeWorkspace({ now, country: "IN", timeZone: "Asia/Kolkata" });
  const { ctx } = workspace;
  const [asha, ravi] = [await makeDebtor(ctx, { phone: ASHA }), await makeDebtor(ctx, { phone: RAVI })];
  await withTenant(ctx, async (tx) => {
    await tx.execute(
      sql`update debtors set country = 'IN', region = 'MH', postal_code = null where tenant_id = ${ctx.tenantId}`,
    );
    await tx.execute(sql`update contact_points set created_at = '2026-01-10' where tenant_id = ${ctx.tenantId}`);
  });
  return { ...workspace, asha: asha.debtorId, ravi: ravi.debtorId };
}

const list = (csv: string, more: Partial<UploadListInput> = {}): UploadListInput => ({
  registry: "IN-DND",
  fileName: "scrub.csv",
  csv,
  covers: "listed",
  checkedAt: "2026-03-01T09:00",
  ...more,
});
const offer = async (ctx: TenantContext, debtorId: string) => {
  const { rules } = await tryContact(ctx, { debtorId, channel: "sms", purpose: "promotional" });
  return rules
    .filter(({ ruleId, result }) => ruleId === "IN-DND" && result !== "oblige")
    .map(({ code, result }) => `${result} ${code}`);
};

describe("an uploaded list", () => {
  test("opens and closes offers to its numbers, and says nothing of numbers that it does not name", async () => {
    const { ctx, asha, ravi } = await indian();
    expect(await offer(ctx, asha)).toEqual(["deny REGISTRY_UNKNOWN"]);
    await uploadList(ctx, list(`number,status\n${ASHA},clear\n`));
    expect(await offer(ctx, asha)).toEqual(["pass DND_PROMOTIONAL"]);
    expect(await offer(ctx, ravi)).toEqual(["deny REGISTRY_UNKNOWN"]);
    await uploadList(ctx, list(`number,status\n${ASHA},blocked\n`, { checkedAt: "2026-03-02T09:00" }));
    expect(await offer(ctx, asha)).toEqual(["deny DND_PROMOTIONAL"]);
  });

  test("counts for its mode alone", async () => {
    const { ctx, asha } = await indian();
    await uploadList(ctx, list(`number,status,mode\n${ASHA},blocked,voice\n`));
    expect(await offer(ctx, asha)).toEqual(["deny REGISTRY_UNKNOWN"]);
  });

  test("of those who are blocked clears everybody who was there when it was asked, and nobody who came later", async () => {
    const { ctx, asha, ravi } = await indian();
    const late = await makeDebtor(ctx, { phone: "+919876543212" });
    await uploadList(ctx, list(`number\n${ASHA}\n`, { covers: "everyone" }));
    expect(await offer(ctx, asha)).toEqual(["deny DND_PROMOTIONAL"]);
    expect(await offer(ctx, ravi)).toEqual(["pass DND_PROMOTIONAL"]);
    expect(await offer(ctx, late.debtorId)).toEqual(["deny REGISTRY_UNKNOWN"]);
    const [india] = await listRegistries(ctx);
    expect(india).toMatchObject({ registry: "IN-DND", maxAgeDays: 30, blocked: 1, clear: 1, unknown: 1, stale: 0 });
  });

  test("is too old after thirty days: what it cleared is refused, and the page says so", async () => {
    const { ctx, at, asha } = await indian();
    await uploadList(ctx, list(`number,status\n${ASHA},clear\n`, { checkedAt: "2026-02-01T09:00" }));
    expect(await offer(at(new Date("2026-03-03T03:30:00Z")), asha)).toEqual(["pass DND_PROMOTIONAL"]);
    const later = at(new Date("2026-03-03T03:31:00Z"));
    expect(await offer(later, asha)).toEqual(["deny REGISTRY_STALE"]);
    expect((await listRegistries(later))[0]).toMatchObject({ stale: 1 });
  });

  test("that was asked earlier does not replace a newer answer", async () => {
    const { ctx, asha } = await indian();
    await uploadList(ctx, list(`number,status\n${ASHA},blocked\n`));
    await uploadList(ctx, list(`number,status\n${ASHA},clear\n`, { checkedAt: "2026-02-20T09:00" }));
    expect(await offer(ctx, asha)).toEqual(["deny DND_PROMOTIONAL"]);
  });

  test("keeps nothing of numbers that are nobody's here, and none of a list with a row that cannot be read", async () => {
    const { ctx } = await indian();
    expect(await uploadList(ctx, list(`number\n${ASHA}\n+919999999999\n`))).toEqual({ rows: 2, blocked: 1, clear: 0 });
    await expect(uploadList(ctx, list(`number,status\n${RAVI},clear\n${RAVI},perhaps\n`))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { csv: "status 3" } },
    });
    const kept = await withTenant(ctx, (tx) => tx.execute(sql`select distinct number from registry_numbers`));
    expect(kept.rows).toEqual([{ number: ASHA }]);
    expect(await codeOf(uploadList(ctx, list(`number\n${ASHA}\n`, { checkedAt: "2026-03-02T13:00" })))).toBe(
      "INVALID_INPUT",
    );
  });

  test("is read when an offer is decided for real, and its receipt says so", async () => {
    const { ctx, asha } = await indian();
    const content = { type: "text", text: "Save 10% off if you ship again." } as const;
    const offerTouch = (key: string) =>
      withTenant(ctx, (tx) =>
        queueTouch(tx, ctx, { key, purpose: "service", debtorId: asha, channel: "sms", content }),
      );
    await uploadList(ctx, list(`number\n${ASHA}\n`));
    const { touchId, verdict } = await offerTouch("o:1");
    expect(verdict).toBe("deny");
    const { rows } = await withTenant(ctx, (tx) =>
      tx.execute(
        sql`select code, decision::text like '%' || ${ASHA} || '%' as named from touch_receipts where touch_id = ${touchId}`,
      ),
    );
    expect(rows).toEqual([{ code: "DND_PROMOTIONAL", named: false }]);
  });

  test("is uploaded by owners, admins and managers, and written down", async () => {
    const workspace = await indian();
    for (const role of roles) {
      const expected = ["owner", "admin", "manager"].includes(role) ? "ok" : "FORBIDDEN";
      expect([role, await codeOf(uploadList(workspace.as(role), list(`number\n${ASHA}\n`)))]).toEqual([role, expected]);
    }
    const { rows } = await withTenant(workspace.ctx, (tx) =>
      tx.execute(sql`select count(*)::int as count from audit_entries where action = 'registries.update'`),
    );
    expect(rows).toEqual([{ count: 3 }]);
  });
});
