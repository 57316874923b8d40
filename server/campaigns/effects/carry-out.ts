// One errand, outside any transaction: a signed call, or a mail to members.
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { type Kept, keepAnswer } from "@/server/campaigns/effects/keep-answer";
import type { ErrandKind, ErrandPorts, ErrandRequest } from "@/server/campaigns/effects/ports";
import { webhookHeaders, webhookSecret } from "@/server/campaigns/effects/sign-webhook";
import { toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";

export type ClaimedErrand = {
  id: string;
  enrollmentId: string;
  nodeId: string;
  visit: number;
  debtorId: string;
  kind: ErrandKind;
  request: ErrandRequest;
  attempts: number;
  mustNotRepeat: boolean;
};
export type Carried = {
  errand: ClaimedErrand;
  outcome:
    | { kind: "done"; kept: Kept }
    | { kind: "failed" | "unknown"; code: string }
    | { kind: "retry"; code: string; afterSeconds?: number };
};

/** Never throws: whatever goes wrong is an outcome. */
export async function carryOut(
  ctx: TenantContext,
  errand: ClaimedErrand,
  ports: ErrandPorts,
  timeoutMs: number,
): Promise<Carried> {
  if (errand.mustNotRepeat) return { errand, outcome: { kind: "unknown", code: "IN_DOUBT" } };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { request } = errand;
    const outcome =
      "roles" in request ? await mail(ctx, errand, request, ports, signal) : await call(ctx, errand, ports, signal);
    return { errand, outcome };
  } catch (error) {
    const code = error instanceof Error && error.name === "TimeoutError" ? "TIMEOUT" : "NETWORK";
    return { errand, outcome: { kind: "retry", code } };
  }
}

async function call(
  ctx: TenantContext,
  errand: ClaimedErrand,
  ports: ErrandPorts,
  signal: AbortSignal,
): Promise<Carried["outcome"]> {
  const request = errand.request as Extract<ErrandRequest, { url: string }>;
  const at = ctx.clock.now();
  const payload = await payloadOf(ctx, errand, at);
  // Whoever paid while the call was tried again does not wait for its answer any more.
  if (errand.kind === "webhook" && payload.left) return { kind: "failed", code: "LEFT" };
  const body = JSON.stringify(payload.message);
  const id = toPublicId("errand", errand.id);
  const headers = webhookHeaders({ id, at, body }, webhookSecret(ctx.tenantId, ports.secret));
  const answer = await ports.webhook.call({ url: request.url, headers, body }, signal);
  if (answer.kind === "answered") {
    return { kind: "done", kept: "keep" in request ? keepAnswer(answer.body, request.keep) : {} };
  }
  if (answer.kind === "refused") return { kind: "failed", code: answer.code };
  return { kind: "retry", code: answer.code, afterSeconds: answer.retryAfterSeconds };
}

/** What a receiver is told: ids, and what is owed now. */
async function payloadOf(ctx: TenantContext, errand: ClaimedErrand, at: Date) {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{
      name: string;
      external_id: string;
      balances: unknown;
      invoices: unknown;
      campaign_id: string;
      left: boolean;
    }>(sql`
      select d.name, d.external_id, e.campaign_id, e.status = 'done' as left,
        (select coalesce(jsonb_agg(jsonb_build_object('currency', b.currency, 'openMinor', b.open_minor)), '[]')
         from debtor_balances b where b.tenant_id = d.tenant_id and b.debtor_id = d.id) as balances,
        (select coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'currency', i.currency, 'dueOn', i.due_on,
                                                     'openMinor', i.open_minor) order by i.due_on), '[]')
         from enrollment_invoices ei join invoices i on i.tenant_id = ei.tenant_id and i.id = ei.invoice_id
         where ei.tenant_id = d.tenant_id and ei.enrollment_id = e.id and i.open_minor > 0) as invoices
      from debtors d join enrollments e on e.tenant_id = d.tenant_id and e.id = ${errand.enrollmentId}
      where d.tenant_id = ${ctx.tenantId} and d.id = ${errand.debtorId}`),
  );
  const row = rows[0];
  const message = {
    type: errand.kind === "webhook" ? "journey.webhook" : "journey.notice",
    timestamp: at.toISOString(),
    data: {
      campaignId: row && toPublicId("campaign", row.campaign_id),
      enrollmentId: toPublicId("enrollment", errand.enrollmentId),
      step: errand.nodeId,
      debtor: {
        id: toPublicId("debtor", errand.debtorId),
        externalId: row?.external_id,
        name: row?.name,
        balances: row?.balances,
      },
      invoices: row?.invoices,
      ...("text" in errand.request ? { text: errand.request.text } : {}),
    },
  };
  return { left: row?.left ?? true, message };
}

async function mail(
  ctx: TenantContext,
  errand: ClaimedErrand,
  request: Extract<ErrandRequest, { roles: string[] }>,
  ports: ErrandPorts,
  signal: AbortSignal,
): Promise<Carried["outcome"]> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string; email: string; workspace: string; slug: string; debtor: string }>(sql`
      select u.id, u.email, t.name as workspace, t.slug, d.name as debtor
      from members m join users u on u.id = m.user_id
      join tenants t on t.id = m.tenant_id
      join debtors d on d.tenant_id = m.tenant_id and d.id = ${errand.debtorId}
      where m.tenant_id = ${ctx.tenantId} and m.role = any(${sql.param(request.roles)}::text[])
      order by u.id`),
  );
  if (rows.length === 0) return { kind: "failed", code: "NOBODY_TO_TELL" };
  const results = await Promise.all(
    rows.map(({ id, email, workspace, slug, debtor }) => {
      const url = `${ports.publicUrl}/${slug}/debtors/${toPublicId("debtor", errand.debtorId)}`;
      const text = `${request.text}\n\n${debtor}: ${url}`;
      const to = {
        workspace: { tenantId: ctx.tenantId, now: ctx.clock.now() },
        touchId: errand.id,
        debtorId: errand.debtorId,
        idempotencyKey: `errand:${errand.id}:${id}`,
        to: email,
      };
      const subject = `${debtor}: ${(request.text.split("\n")[0] ?? "").slice(0, 100)}`;
      const html = `<p>${escapeHtml(text).replaceAll("\n", "<br>")}</p>`;
      return ports.mail.send(
        { ...to, fromName: workspace, replyTo: null, subject, html, text, unsubscribeUrl: null },
        signal,
      );
    }),
  );
  const failed = results.find((result) => result.kind === "in_doubt" || result.kind === "not_sent");
  if (failed === undefined) {
    return results.some((result) => result.kind === "accepted")
      ? { kind: "done", kept: {} }
      : { kind: "failed", code: "REFUSED" };
  }
  // Those it did reach drop a repetition by its key; where the vendor does not, one copy too few is a person's to see.
  const reached = results.some((result) => result.kind === "accepted" || result.kind === "in_doubt");
  if (reached && !ports.mail.deduplicates) return { kind: "unknown", code: failed.code };
  return {
    kind: "retry",
    code: failed.code,
    ...("retryAfterSeconds" in failed && { afterSeconds: failed.retryAfterSeconds }),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
