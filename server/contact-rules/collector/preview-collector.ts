import type { z } from "zod";
import { loadCollector } from "@/server/contact-rules/collector/read-collector";
import type { CollectorPreview, previewCollectorInput } from "@/server/contact-rules/contract";
import { loadGroups, toRow } from "@/server/contact-rules/list-rules";
import { read } from "@/server/mutate";
import type { CollectorProfile } from "@/server/policy/collector";
import { withHouseDefaults } from "@/server/policy/house-policy";
import { currentPack } from "@/server/policy/rules/pack";
import { whoIsBound } from "@/server/policy/who-is-bound";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { loadContactFacts } from "@/server/touches/contact-facts";

/** Which rules would begin, and which would end, to bind the workspace's debtors if it were that collector. */
export function previewCollector(
  ctx: TenantContext,
  { profile }: z.output<typeof previewCollectorInput>,
): Promise<CollectorPreview> {
  return read(ctx, "contactRules.read", async (tx) => {
    const { tenant } = await loadContactFacts(tx, ctx, []);
    const { today } = await workspaceDay(tx, ctx);
    const groups = await loadGroups(tx, ctx);
    const { adopted = [] } = withHouseDefaults(tenant.housePolicy);
    const boundAs = ({ region, ...facts }: CollectorProfile) =>
      whoIsBound(
        groups,
        { collector: { ...facts, region: region ?? undefined }, adopted, refusedChannels: [] },
        currentPack,
      );
    const now = boundAs(await loadCollector(tx, ctx));
    const then = boundAs(profile);
    const binds = (bound: ReturnType<typeof now.get>) => bound !== undefined && !("notHere" in bound);
    const rows = currentPack.rules.map((rule, index) => ({ rule, index, was: now.get(rule), will: then.get(rule) }));
    return {
      begins: rows.flatMap(({ rule, index, was, will }) =>
        !binds(was) && binds(will) ? [toRow(rule, index, will, today)] : [],
      ),
      ends: rows.flatMap(({ rule, index, was, will }) =>
        binds(was) && !binds(will) ? [toRow(rule, index, was, today)] : [],
      ),
    };
  });
}
