import type { TenantTransaction } from "@/db/tenant-transaction";
import { type DraftFlow, draftFlow } from "@/server/flows/graph/schema";
import type { FlowRow } from "@/server/flows/internal";
import { obligationsOfCalls } from "@/server/flows/obligations-of-calls";
import { withOwnSkills } from "@/server/flows/own-skills/pin-skills";
import { contentHash } from "@/server/flows/suites/content-hash";
import type { TenantContext } from "@/server/tenant-context";

/** What calls would be held by if the draft were published now. */
export type HeldBy = { pinned: DraftFlow; obligations: string[]; hash: string };

export async function heldBy(tx: TenantTransaction, ctx: TenantContext, flow: FlowRow): Promise<HeldBy> {
  const pinned = await withOwnSkills(tx, ctx, draftFlow.parse(flow.draft));
  const obligations = await obligationsOfCalls(tx, ctx);
  return { pinned, obligations, hash: contentHash(pinned, obligations) };
}
