import type { TenantTransaction } from "@/db/tenant-transaction";
import { casesOf } from "@/server/flows/cases/cases-of";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Persona } from "@/server/flows/trial/persona";
import { personas } from "@/server/flows/trial/personas";
import type { TenantContext } from "@/server/tenant-context";

/** Who a conversation can be tried on: its own cases and the product's personas whose languages it speaks. */
export async function personasOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  flowId: string,
  { languages }: Pick<DraftFlow, "languages">,
): Promise<Persona[]> {
  return [...(await casesOf(tx, ctx, flowId)), ...personas].filter(({ language, expects }) =>
    [language, expects.language ?? language].every((one) => languages.includes(one)),
  );
}
