import { withTenant } from "@/db/tenant-transaction";
import type { AccessReason } from "@/server/audit/contract";
import { filtersOf } from "@/server/audit/filters-of";
import { csvLine } from "@/server/csv";
import type { ListDebtorsInput } from "@/server/debtors/contract";
import { debtorWhere } from "@/server/debtors/debtor-conditions";
import { debtorPage } from "@/server/debtors/list-debtors";
import { currencyExponent, decimalText } from "@/server/money";
import { authorise, writeAudit } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";

const BATCH = 1000;
const header = [
  "name",
  "external_id",
  "id",
  "kind",
  "country",
  "city",
  "currency",
  "open",
  "open_invoices",
  "oldest_due_on",
  "stop",
] as const;

/** The whole filtered list as CSV, one line a debtor and currency; the export itself is written down, with its reason. */
export async function* exportDebtors(
  ctx: TenantContext,
  input: Omit<ListDebtorsInput, "cursor" | "limit">,
  reason: AccessReason,
): AsyncGenerator<string> {
  authorise(ctx, "invoices.export");
  // Before the first line leaves: whoever breaks the download off has had the lines until there.
  await withTenant(ctx, (tx) =>
    writeAudit(tx, ctx, "invoices.export", { kind: "debtors", details: { reason, filters: filtersOf(input) } }),
  );
  yield csvLine(header);
  let cursor: string | undefined;
  do {
    const page = await withTenant(ctx, async (tx) => {
      const workspace = await workspaceDay(tx, ctx);
      const where = await debtorWhere(tx, ctx, workspace, input);
      return debtorPage(tx, ctx, workspace, where, { ...input, cursor, limit: BATCH });
    });
    let text = "";
    for (const row of page.rows) {
      for (const balance of row.balances.length > 0 ? row.balances : [null]) {
        text += csvLine([
          row.name,
          row.externalId,
          row.id,
          row.kind,
          row.country,
          row.city,
          balance?.currency,
          balance && decimalText(balance.openMinor, currencyExponent(balance.currency)),
          balance?.openCount ?? 0,
          row.oldestDueOn,
          row.stop,
        ]);
      }
    }
    if (text) yield text;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}
