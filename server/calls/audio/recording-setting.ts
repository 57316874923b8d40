// Whether a workspace's calls are recorded: off until somebody decides otherwise. Where nothing is spoken, as in a sandbox,
// or nothing could be kept, it is off whatever was decided.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import type { RecordingSetting } from "@/server/calls/audio/contract";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { mutate, read } from "@/server/mutate";
import { collectorOf } from "@/server/policy/collector";
import { type RecordingConsent, recordingConsent } from "@/server/policy/recording-consent";
import { placesOf } from "@/server/policy/zones";
import type { TenantContext } from "@/server/tenant-context";

const hasPlace = () => env().FILES_DIR !== undefined;

export function getRecordingSetting(ctx: TenantContext): Promise<RecordingSetting> {
  return read(ctx, "workspace.read", async (tx) => {
    const { isOn } = await load(tx, ctx);
    return { isOn, offered: ctx.mode === "sandbox" ? "sandbox" : hasPlace() ? "yes" : "no_place" };
  });
}

/** Of the calls that begin from now on. */
export function saveRecordingSetting(ctx: TenantContext, { isOn }: { isOn: boolean }): Promise<void> {
  return mutate(ctx, "calls.record", async (tx) => {
    if (isOn && ctx.mode === "sandbox") throw new DomainError("PRECONDITION", "In a sandbox nothing is recorded.");
    if (isOn && !hasPlace()) throw new DomainError("PRECONDITION", "No folder is set for recordings: set FILES_DIR.");
    const before = await load(tx, ctx);
    await tx.execute(sql`
      update tenants set settings = settings || jsonb_build_object('recordsCalls', ${isOn}::boolean)
      where id = ${ctx.tenantId}`);
    const audit = { kind: "workspace", id: ctx.tenantId, details: { calls: isOn ? "recorded" : "not_recorded" } };
    return { result: undefined, audit: before.isOn === isOn ? null : audit };
  });
}

export type Whereabouts = { country: string; region: string | null; postalCode: string | null; number: string | null };

/** How a call with somebody there is recorded; null: it is not. Every place they may be in must allow it. */
export async function recordingOf(
  tx: TenantTransaction,
  ctx: TenantContext,
  them: Whereabouts,
): Promise<RecordingConsent | null> {
  if (ctx.mode === "sandbox" || !hasPlace()) return null;
  const { isOn, country, region: ourRegion } = await load(tx, ctx);
  if (!isOn) return null;
  const { region, postalCode } = them;
  const where = { country: them.country, region: region ?? undefined, postalCode: postalCode ?? undefined };
  const { countries, regions } = placesOf(where, them.number ?? "");
  const ours = { country, region: ourRegion };
  const ends = [...regions].map((each) => ({ country: each.slice(0, 2), region: each }));
  const isKnown = ends.length > 0 && [...countries].every((each) => each === "US");
  return isKnown && ends.every((end) => recordingConsent(ours, end) === "announce") ? "announce" : "ask";
}

async function load(tx: TenantTransaction, ctx: TenantContext) {
  const { rows } = await tx.execute<{ settings: Record<string, unknown>; country: string }>(sql`
    select settings, country from tenants where id = ${ctx.tenantId}`);
  const settings = rows[0]?.settings ?? {};
  const isOn = settings.recordsCalls === true;
  return { isOn, country: rows[0]?.country ?? "", region: collectorOf(settings).region ?? null };
}
