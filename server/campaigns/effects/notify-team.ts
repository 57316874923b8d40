import type { TenantTransaction } from "@/db/tenant-transaction";
import { type EffectOf, keyOf, type OwnedEffect } from "@/server/campaigns/effects/owned-effect";
import { teamTexts } from "@/server/campaigns/effects/team-text";
import { type NewErrand, writeErrands } from "@/server/campaigns/effects/write-errands";
import { raiseTasks } from "@/server/escalations/raise-task";
import type { TenantContext } from "@/server/tenant-context";

/** In the product a task with the text; by e-mail and webhook an errand. */
export async function notifyTeam(
  tx: TenantTransaction,
  ctx: TenantContext,
  effects: readonly OwnedEffect<EffectOf<"notify">>[],
): Promise<void> {
  const text = await teamTexts(tx, ctx, effects);
  await raiseTasks(
    tx,
    ctx,
    effects
      .filter(({ effect }) => effect.way.by === "product")
      .map((owned) => ({
        kind: "notice" as const,
        key: `notice:${keyOf(owned)}`,
        debtorId: owned.debtorId,
        subjectKind: "enrollment",
        subjectId: owned.enrollmentId,
        note: text(owned, owned.effect.message),
      })),
  );
  await writeErrands(
    tx,
    ctx,
    effects.flatMap((owned): NewErrand[] => {
      const { way, message } = owned.effect;
      if (way.by === "product") return [];
      const said = text(owned, message);
      return way.by === "email"
        ? [{ ...owned, kind: "notify_email", request: { roles: way.roles, text: said } }]
        : [{ ...owned, kind: "notify_webhook", request: { url: way.url, text: said } }];
    }),
  );
}
