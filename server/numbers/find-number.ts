import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";

/** The live workspace that has this number. A call that comes in names no more. */
export async function workspaceOfNumber(e164: string): Promise<string | null> {
  const { rows } = await asSystem("resolve-number", (tx) =>
    tx.execute<{ tenant_id: string }>(sql`
      select n.tenant_id from phone_numbers n join tenants w on w.id = n.tenant_id and w.mode = 'live'
      where n.e164 = ${e164} and n.archived_at is null`),
  );
  return rows[0]?.tenant_id ?? null;
}
