// The files that were uploaded, as far as they are still kept: which of them speak of a person, and what goes with them.
// Private to the folder.
import { sql } from "drizzle-orm";
import { type TenantTransaction, withTenant } from "@/db/tenant-transaction";
import { allRows, type StoredProfile } from "@/server/imports/internal";
import { cellText } from "@/server/imports/parsing/cell";
import { mentions, type Needles } from "@/server/rights/erase/mentions";
import type { TenantContext } from "@/server/tenant-context";

/** While a file is read or applied, a person could come back by it. */
export async function importsAtWork(tx: TenantTransaction, ctx: TenantContext): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from imports where tenant_id = ${ctx.tenantId}
      and (status in ('checking', 'applying') or (status = 'uploading' and beat_at > now() - interval '1 hour')) limit 1`);
  return rows.length > 0;
}

/** The imports whose file, or what is remembered of it, speaks of the person; a file that cannot be read counts as well. */
export async function importsAbout(ctx: TenantContext, needles: Needles): Promise<string[]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<ImportRow>(sql`
      select i.id, i.file_name, i.file_kind, i.profile, exists (select 1 from import_chunks c
        where c.tenant_id = i.tenant_id and c.import_id = i.id) as has_file
      from imports i where i.tenant_id = ${ctx.tenantId} order by i.id`),
  );
  const about: string[] = [];
  for (const row of rows) {
    const remembered = mentions(needles, row.file_name) || textsIn(row.profile).some((text) => mentions(needles, text));
    if (remembered || (row.has_file && (await fileMentions(ctx, row, needles)))) about.push(row.id);
  }
  return about;
}

async function fileMentions(ctx: TenantContext, row: ImportRow, needles: Needles): Promise<boolean> {
  const { id, file_kind: fileKind, profile } = row;
  const file = { id, fileKind, encoding: profile?.encoding ?? null, delimiter: profile?.delimiter ?? null };
  try {
    for await (const rows of allRows(ctx, file)) {
      if (rows.some(({ cells }) => cells.some((cell) => mentions(needles, cellText(cell))))) return true;
    }
    return profile === null;
  } catch {
    return true;
  }
}

/** Deletes the files, and what is remembered of them; and of all imports the rows that quote the person. */
export async function forgetImports(
  tx: TenantTransaction,
  ctx: TenantContext,
  about: readonly string[],
  needles: Needles,
): Promise<number> {
  const ids = sql.param([...about]);
  await tx.execute(sql`
    delete from import_chunks where tenant_id = ${ctx.tenantId} and import_id = any(${ids}::uuid[])`);
  await tx.execute(sql`
    update imports set beat_at = null, file_name = 'erased.' || file_kind, file_sha256 = '',
      status = case when status in ('uploading', 'uploaded', 'ready') then 'cancelled' else status end,
      profile = case when profile is null then null else profile || jsonb_build_object('preview', '[]'::jsonb, 'columns', (
        select coalesce(jsonb_agg((c - 'values' - 'openDateSample' - 'openAmountSample') || '{"samples":[]}' order by place), '[]')
        from jsonb_array_elements(profile -> 'columns') with ordinality as columns(c, place))) end
    where tenant_id = ${ctx.tenantId} and id = any(${ids}::uuid[])`);
  // Without its file an error cannot be shown in its row; elsewhere only what speaks of the person goes.
  const issues = await tx.execute<{ id: string; details: unknown; own: boolean }>(sql`
    select id, details, import_id = any(${ids}::uuid[]) as own from import_issues where tenant_id = ${ctx.tenantId}`);
  const gone = issues.rows
    .filter(({ own, details }) => own || textsIn(details).some((text) => mentions(needles, text)))
    .map(({ id }) => id);
  await tx.execute(sql`
    delete from import_issues where tenant_id = ${ctx.tenantId} and id = any(${sql.param(gone)}::uuid[])`);
  return about.length;
}

/** Every text in a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsIn);
}

type ImportRow = {
  id: string;
  file_name: string;
  file_kind: "csv" | "xlsx";
  profile: StoredProfile | null;
  has_file: boolean;
};
