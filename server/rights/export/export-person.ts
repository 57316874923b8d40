import { withTenant } from "@/db/tenant-transaction";
import type { AccessReason } from "@/server/audit/contract";
import { requireDebtor } from "@/server/debtors/require-debtor";
import type { Locale } from "@/server/i18n/locales";
import { authorise, writeAudit } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { gatherPerson } from "@/server/rights/export/gather-person";
import { personPage } from "@/server/rights/export/person-page";
import { requireRequest } from "@/server/rights/requests/require-request";
import type { TenantContext } from "@/server/tenant-context";

export type PersonExport = {
  format: "json" | "html";
  reason: AccessReason;
  locale: Locale;
} & ({ requestId: string } | { debtorId: string });

/**
 * Everything that is held of a person: for machines, or as a page to be read and printed. Who took it out and why is
 * written down before the first byte leaves; to the person it goes only once it is known who asks.
 */
export async function exportPerson(ctx: TenantContext, input: PersonExport): Promise<string> {
  authorise(ctx, "rights.export");
  return withTenant(ctx, async (tx) => {
    const request = "requestId" in input ? await requireRequest(tx, ctx, input.requestId, { identified: true }) : null;
    const debtorId = request?.debtorId ?? ("debtorId" in input ? input.debtorId : "");
    await requireDebtor(tx, ctx, debtorId);
    const { format, reason } = input;
    await writeAudit(tx, ctx, "rights.export", {
      kind: "debtor",
      id: debtorId,
      details: { reason, format, ...(request && { requestId: request.id }) },
    });
    const file = await gatherPerson(tx, ctx, debtorId);
    const made = { of: toPublicId("debtor", debtorId), at: ctx.clock.now().toISOString() };
    return format === "json"
      ? `${JSON.stringify({ format: "duelane person v1", ...made, ...file }, null, 2)}\n`
      : personPage(file, made, input.locale);
  });
}
