// Run as a program: puts a call with its recording into a workspace, as a line with consent would have left it, and prints
// the call's id. A sandbox has none of its own: nothing is spoken there.
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { withDatabase, workspaceBySlug } from "@/scripts/cli/program";
import { dialogue, keepRecording } from "@/server/calls/testing/recorded-call";
import { localFiles } from "@/server/providers/local-files/local-files";
import { toPublicId } from "@/server/public-ids";

const slug = process.argv[2] ?? "";
const files = localFiles(join(process.env.DUELANE_DATA_DIR ?? "", "files"));
const said = [
  { speaker: "agent", text: "Thank you. Am I speaking with Dana?", at: 4 },
  { speaker: "debtor", text: "Yes, this is Dana.", at: 9 },
  { speaker: "agent", text: "How would you like to settle it?", at: 14 },
];

await withDatabase(async () => {
  const ctx = await workspaceBySlug(slug);
  const callId = ctx.chance.id();
  const startedAt = ctx.clock.now();
  const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1_000).toISOString();
  await withTenant(ctx, async (tx) => {
    await tx.execute(sql`
      insert into calls (tenant_id, id, direction, from_number, to_number, language, status, ending, started_at, answered_at, ended_at)
      values (${ctx.tenantId}, ${callId}, 'inbound', '+13125550142', '+13125550100', 'en', 'completed', 'answered',
        ${after(0)}, ${after(0)}, ${after(20)})`);
    for (const [nth, { speaker, text, at }] of said.entries()) {
      await tx.execute(sql`
        insert into call_turns (tenant_id, id, call_id, position, speaker, kind, text, language, started_at)
        values (${ctx.tenantId}, ${ctx.chance.id()}, ${callId}, ${nth + 1}, ${speaker}, 'speech', ${text}, 'en', ${after(at)})`);
    }
  });
  await keepRecording(ctx, { callId, startedAt, sound: dialogue(20) }, files);
  process.stdout.write(toPublicId("call", callId));
});
