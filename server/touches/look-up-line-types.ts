import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { log } from "@/server/log";
import type { LineType } from "@/server/policy/contract";
import type { TenantContext } from "@/server/tenant-context";
import type { LineTypePort } from "@/server/touches/ports";

const AT_ONCE = 10;
const TIMEOUT_MS = 10_000;

/**
 * Asks once what kind of line each of these debtors' phone numbers is. A number whose lookup fails stays unasked: the
 * policy then denies what needs to know, and the next launch asks again.
 */
export async function lookUpLineTypes(ctx: TenantContext, port: LineTypePort, debtorIds: readonly string[]) {
  const numbers = await withTenant(ctx, async (tx) => {
    const { rows } = await tx.execute<{ address: string }>(sql`
      select distinct address from contact_points
      where tenant_id = ${ctx.tenantId} and debtor_id = any(${sql.param([...debtorIds])}::uuid[])
        and kind = 'phone' and status = 'active' and line_type is null`);
    return rows.map((row) => row.address);
  });
  const found: { address: string; line_type: LineType }[] = [];
  const queue = numbers.values();
  const lane = async () => {
    for (const address of queue) {
      const lineType = await ask(port, address);
      if (lineType) found.push({ address, line_type: lineType });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, numbers.length) }, lane));
  if (found.length === 0) return;
  const now = ctx.clock.now().toISOString();
  await withTenant(ctx, (tx) =>
    tx.execute(sql`
      update contact_points p set line_type = x.line_type, line_type_checked_at = ${now}
      from json_to_recordset(${JSON.stringify(found)}::json) as x(address text, line_type text)
      where p.tenant_id = ${ctx.tenantId} and p.address = x.address and p.kind = 'phone' and p.line_type is null`),
  );
}

async function ask(port: LineTypePort, address: string): Promise<LineType | undefined> {
  try {
    return await port.lineType(address, AbortSignal.timeout(TIMEOUT_MS));
  } catch (error) {
    log.warn({ err: { type: error instanceof Error ? error.name : "unknown" } }, "line type not looked up");
    return undefined;
  }
}
