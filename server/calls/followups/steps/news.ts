// A call as it is told to others: the summary that there is, or the plain one.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { type CallFacts, loadCallFacts } from "@/server/calls/followups/call-facts";
import { type CallSummary, callSummary, type FollowupSettings } from "@/server/calls/followups/contract";
import { plainSummary } from "@/server/calls/followups/plain-summary";
import { readFollowupSettings } from "@/server/calls/followups/settings";
import { sayIn } from "@/server/i18n/say";
import type { TenantContext } from "@/server/tenant-context";

export type News = { facts: CallFacts; summary: Pick<CallSummary, "text" | "actions">; settings: FollowupSettings };

export function loadNews(ctx: TenantContext, callId: string): Promise<News> {
  return withTenant(ctx, async (tx) => {
    const facts = await loadCallFacts(tx, ctx, callId);
    const { rows } = await tx.execute<{ result: unknown }>(sql`
      select result from call_followups
      where tenant_id = ${ctx.tenantId} and call_id = ${callId} and step = 'summary' and status = 'done'`);
    const made = callSummary.safeParse(rows[0]?.result);
    return {
      facts,
      summary: made.success ? made.data : plainSummary(facts, sayIn(facts.workspace.language)),
      settings: await readFollowupSettings(tx, ctx),
    };
  });
}
