import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import type { FollowupPorts } from "@/server/calls/followups/ports";
import { loadNews } from "@/server/calls/followups/steps/news";
import type { Followup, StepOutcome } from "@/server/calls/followups/steps/outcome";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

const TIMEOUT_MS = 15_000;

/** The summary, to the members whose role wants it. One mail too many is worse than one too few where the vendor drops no second. */
export async function mailMembers(ctx: TenantContext, of: Followup, ports: FollowupPorts): Promise<StepOutcome> {
  if (of.isInDoubt && !ports.mail.deduplicates) return { kind: "failed", code: "IN_DOUBT" };
  const { facts, summary, settings } = await loadNews(ctx, of.callId);
  const { workspace, debtor } = facts;
  const { rows: members } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string; email: string }>(sql`
      select u.id, u.email from members m join users u on u.id = m.user_id
      where m.tenant_id = ${ctx.tenantId} and m.role = any(${sql.param(settings.mailRoles)}::text[]) order by u.id`),
  );
  if (members.length === 0 || !debtor) return { kind: "skipped", code: "NOBODY_TO_TELL" };
  const url = `${ports.publicUrl}/${workspace.slug}/calls/${toPublicId("call", of.callId)}`;
  const text = [summary.text, ...summary.actions.map((action) => `- ${action}`), "", url].join("\n");
  const mail = {
    workspace: { tenantId: ctx.tenantId, now: ctx.clock.now() },
    touchId: of.id,
    debtorId: debtor.id,
    fromName: workspace.name,
    replyTo: null,
    subject: `${debtor.name}: ${(summary.actions[0] ?? summary.text).slice(0, 100)}`,
    text,
    html: `<p>${escapeHtml(text).replaceAll("\n", "<br>")}</p>`,
    unsubscribeUrl: null,
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const results = await Promise.all(
    members.map(({ id, email }) =>
      ports.mail.send({ ...mail, to: email, idempotencyKey: `followup:${of.id}:${id}` }, signal),
    ),
  );
  const missed = results.find((result) => result.kind === "in_doubt" || result.kind === "not_sent");
  if (!missed) {
    const mails = results.filter((result) => result.kind === "accepted").length;
    return mails > 0 ? { kind: "done", result: { mails } } : { kind: "failed", code: "REFUSED" };
  }
  const isReached = results.some((result) => result.kind === "accepted" || result.kind === "in_doubt");
  if (isReached && !ports.mail.deduplicates) return { kind: "failed", code: missed.code };
  return { kind: "retry", code: missed.code };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
