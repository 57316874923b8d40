import { sql } from "drizzle-orm";
import type { CallNote, CallNoteCategory } from "@/server/calls/contract";
import { requireCall } from "@/server/calls/notes/require-call";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

/** What people wrote about a call, the newest first. */
export function listNotes(ctx: TenantContext, input: { callId: string }): Promise<CallNote[]> {
  return read(ctx, "calls.read", async (tx) => {
    await requireCall(tx, ctx, input.callId);
    const { rows } = await tx.execute<NoteSqlRow>(sql`
      select n.id, n.body, n.category, n.tags, n.author_id, n.created_at, n.updated_at, u.name as author
      from call_notes n left join users u on u.id = n.author_id
      where n.tenant_id = ${ctx.tenantId} and n.call_id = ${input.callId} order by n.created_at desc, n.id desc`);
    const me = ctx.actor.kind === "member" ? ctx.actor.userId : null;
    return rows.map((row) => ({
      id: toPublicId("callNote", row.id),
      body: row.body,
      category: row.category,
      tags: row.tags,
      author: row.author,
      mine: me !== null && row.author_id === me,
      createdAt: new Date(row.created_at),
      updatedAt: new Date(row.updated_at),
    }));
  });
}

type NoteSqlRow = {
  id: string;
  body: CallNote["body"];
  category: CallNoteCategory;
  tags: string[];
  author_id: string | null;
  author: string | null;
  created_at: string;
  updated_at: string;
};
