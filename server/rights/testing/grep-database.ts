// For *.db.test.ts: every row of every table there is, past all policies, searched as text.
import pg from "pg";

/** `schema.table` → rows that contain one of the words, in any letter case. */
export async function grepDatabase(words: readonly string[]): Promise<Record<string, number>> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.username = "postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const tables = await client.query<{ schema: string; name: string }>(`
      select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%' order by 1, 2`);
    const found: Record<string, number> = {};
    for (const { schema, name } of tables.rows) {
      // As text, and what stands in bytes as the characters that it may be.
      const { rows } = await client.query<{ bytes: string[] }>(
        `select array(select attname::text from pg_attribute where attrelid = $1::regclass and attnum > 0
           and not attisdropped and atttypid = 'bytea'::regtype) as bytes`,
        [`"${schema}"."${name}"`],
      );
      const bytes = (rows[0]?.bytes ?? []).map((column) => `|| coalesce(' ' || encode(x."${column}", 'escape'), '')`);
      const hits = await client.query<{ count: number }>(
        `select count(*)::int as count from (select lower(x::text ${bytes.join(" ")}) as row from "${schema}"."${name}" x) rows
         where exists (select 1 from unnest($1::text[]) word where position(lower(word) in row) > 0)`,
        [words],
      );
      const count = hits.rows[0]?.count ?? 0;
      if (count > 0) found[`${schema}.${name}`] = count;
    }
    return found;
  } finally {
    await client.end();
  }
}
