import { sql } from "drizzle-orm";
import { asSystem } from "@/db/system-transaction";

/** Every workspace of a mode, or all, but those whose clock is being moved: that run does the work itself. */
export async function allWorkspaces(
  mode?: "live" | "sandbox",
): Promise<{ tenantId: string; mode: "live" | "sandbox" }[]> {
  const { rows } = await asSystem("find-due-work", (tx) =>
    tx.execute<{ id: string; mode: "live" | "sandbox" }>(sql`
      select id, mode from tenants where clock_target_at is null ${mode ? sql`and mode = ${mode}` : sql``} order by id`),
  );
  return rows.map((row) => ({ tenantId: row.id, mode: row.mode }));
}
