import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { UploadedList, UploadListInput } from "@/server/registries/contract";
import { type Listed, type ReadList, readList } from "@/server/registries/read-list";
import { callingCode, countryOf } from "@/server/registries/registries";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { instantAt } from "@/server/time/calendar";

const FAULTS_TOLD = 20;

/**
 * Takes a registry's answer about the workspace's numbers; of numbers that are nobody's here nothing is kept. The policy
 * reads it from the next decision on. A list with a row that cannot be read is refused as a whole.
 */
export function uploadList(ctx: TenantContext, input: UploadListInput): Promise<UploadedList> {
  return mutate(ctx, "registries.update", async (tx) => {
    const { registry } = input;
    const list = readList(input.csv, countryOf(registry));
    requireReadable(list);
    const { zone } = await workspaceDay(tx, ctx);
    const checkedAt = instantAt(zone, input.checkedAt.slice(0, 10), input.checkedAt.slice(11));
    requirePast(checkedAt, ctx.clock.now());
    const ours = await ownNumbers(tx, ctx, input, checkedAt);
    const kept = answersAbout(ours, list.listed, input.covers === "everyone");
    const blocked = kept.filter(({ status }) => status === "blocked");
    const counted = {
      rows: list.rows,
      blocked: new Set(blocked.map(({ number }) => number)).size,
      clear: new Set(kept.filter(({ status }) => status === "clear").map(({ number }) => number)).size,
    };
    const scrubId = ctx.chance.id();
    await tx.execute(sql`
      insert into registry_scrubs (tenant_id, id, registry, checked_at, uploaded_at, uploaded_by, file_name, rows, blocked, clear)
      values (${ctx.tenantId}, ${scrubId}, ${registry}, ${checkedAt.toISOString()}, ${ctx.clock.now().toISOString()},
        ${ctx.actor.kind === "member" ? ctx.actor.userId : null}, ${input.fileName}, ${counted.rows}, ${counted.blocked},
        ${counted.clear})`);
    await write(tx, ctx, { registry, scrubId, checkedAt }, kept);
    return { result: counted, audit: { kind: "registry_scrub", id: scrubId, details: { registry, ...counted } } };
  });
}

function requireReadable({ faults, listed }: ReadList): void {
  if (faults.length === 0 && listed.length > 0) return;
  const told = faults.slice(0, FAULTS_TOLD).map(({ line, fault }) => `${fault} ${line}`);
  throw new DomainError("INVALID_INPUT", "The list has rows that cannot be read; none of it was taken.", {
    fields: { csv: told.length > 0 ? told.join(", ") : "empty" },
  });
}

function requirePast(checkedAt: Date, now: Date): void {
  // The form tells minutes.
  if (checkedAt.getTime() <= now.getTime() + 60_000) return;
  throw new DomainError("INVALID_INPUT", "The registry cannot have been asked in the future.", {
    fields: { checkedAt: "must not be in the future" },
  });
}

/** The workspace's numbers in the registry's country that it had when the registry was asked. */
async function ownNumbers(
  tx: TenantTransaction,
  ctx: TenantContext,
  { registry }: UploadListInput,
  checkedAt: Date,
): Promise<Map<string, { wasThere: boolean }>> {
  const { rows } = await tx.execute<{ address: string; since: string }>(sql`
    select p.address, min(p.created_at) as since from contact_points p
    where p.tenant_id = ${ctx.tenantId} and p.kind = 'phone' and ${ofCountry(registry)} group by p.address`);
  return new Map(rows.map(({ address, since }) => [address, { wasThere: new Date(since) <= checkedAt }]));
}

/** Numbers `p` of the registry's country; those of North America share one calling code, so the debtor's country decides. */
export function ofCountry(registry: UploadListInput["registry"]): SQL {
  const code = callingCode[registry];
  const like = sql`p.address like ${`${code}%`}`;
  if (code !== "+1") return like;
  return sql`${like} and exists (select 1 from debtors d
    where d.tenant_id = p.tenant_id and d.id = p.debtor_id and d.country = ${countryOf(registry)})`;
}

function answersAbout(
  ours: ReadonlyMap<string, { wasThere: boolean }>,
  listed: readonly Listed[],
  coversEveryone: boolean,
): Listed[] {
  const kept = listed.filter(({ number }) => ours.has(number));
  if (!coversEveryone) return kept;
  const told = new Set(kept.map(({ number, mode }) => `${mode} ${number}`));
  for (const [number, { wasThere }] of ours) {
    for (const mode of ["voice", "sms"] as const) {
      // Who came later was not asked about.
      if (wasThere && !told.has(`${mode} ${number}`)) kept.push({ number, mode, status: "clear", categories: [] });
    }
  }
  return kept;
}

/** An older answer never replaces a newer one. */
async function write(
  tx: TenantTransaction,
  ctx: TenantContext,
  of: { registry: string; scrubId: string; checkedAt: Date },
  kept: readonly Listed[],
): Promise<void> {
  if (kept.length === 0) return;
  const rows = kept.map((each) => ({ ...each, id: ctx.chance.id() }));
  await tx.execute(sql`
    insert into registry_numbers (tenant_id, id, scrub_id, registry, number, mode, status, categories, checked_at)
    select ${ctx.tenantId}, x.id, ${of.scrubId}, ${of.registry}, x.number, x.mode, x.status,
      array(select jsonb_array_elements_text(x.categories)), ${of.checkedAt.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(id uuid, number text, mode text, status text, categories jsonb)
    on conflict (tenant_id, number, registry, mode) do update set
      scrub_id = excluded.scrub_id, status = excluded.status, categories = excluded.categories,
      checked_at = excluded.checked_at
    where registry_numbers.checked_at <= excluded.checked_at`);
}
