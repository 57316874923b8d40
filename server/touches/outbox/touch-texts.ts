// A journey's text is the same for every debtor, so it is kept once and its touches point at it: a touch is then a few
// hundred bytes through all its states. The id is made of the content, so that writing it again is writing nothing.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { contentId } from "@/server/content-id";
import type { TouchContent } from "@/server/touches/contract";

type JourneyText = Extract<TouchContent, { type: "journey" }>;
type Named = { versionId: string | undefined; subject: JourneyText["subject"]; flowId: string | undefined; id: string };

/** A published graph is parsed once a process, so that its texts are known by their bodies. */
const named = new WeakMap<JourneyText["body"], Named[]>();

/** The id of a text that many touches may share; undefined for one that is this touch's own. */
export function textIdOf(content: TouchContent): string | undefined {
  if (content.type !== "journey") return undefined;
  const known = named.get(content.body) ?? [];
  const { journeyVersionId: versionId, subject, flowId } = content;
  const same = known.find((one) => one.versionId === versionId && one.subject === subject && one.flowId === flowId);
  if (same) return same.id;
  const id = contentId(JSON.stringify(content));
  named.set(content.body, [...known, { versionId, subject, flowId, id }]);
  return id;
}

/** Keeps the texts, in the transaction that writes the touches. */
export async function writeTexts(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  texts: ReadonlyMap<string, TouchContent>,
): Promise<void> {
  if (texts.size === 0) return;
  const rows = [...texts].map(([id, content]) => ({ id, content }));
  await tx.execute(sql`
    insert into touch_texts (tenant_id, id, content)
    select ${ctx.tenantId}::uuid, id, content
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, content jsonb)
    order by id on conflict do nothing`);
}

const KEPT = 2_000;
const read = new Map<string, TouchContent>();

/** The texts with these ids; each process reads one once, for it never changes. */
export async function readTexts(
  tx: TenantTransaction,
  ctx: { tenantId: string },
  ids: readonly string[],
): Promise<ReadonlyMap<string, TouchContent>> {
  const wanted = [...new Set(ids)];
  const missing = wanted.filter((id) => !read.has(cacheKey(ctx, id)));
  if (missing.length > 0) {
    const { rows } = await tx.execute<{ id: string; content: TouchContent }>(sql`
      select id, content from touch_texts
      where tenant_id = ${ctx.tenantId} and id = any(${sql.param(missing)}::uuid[])`);
    if (read.size + rows.length > KEPT) read.clear();
    for (const row of rows) read.set(cacheKey(ctx, row.id), row.content);
  }
  return new Map(
    wanted.flatMap((id) => {
      const content = read.get(cacheKey(ctx, id));
      return content ? [[id, content]] : [];
    }),
  );
}

const cacheKey = (ctx: { tenantId: string }, id: string) => `${ctx.tenantId}:${id}`;
