import { type SQL, sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError } from "@/server/errors";
import { mutate, workedBy } from "@/server/mutate";
import type { GivenList, RegistryId, UploadedList } from "@/server/registries/contract";
import { type Listed, readList, readNumbers } from "@/server/registries/read-list";
import { callingCode, countryOf } from "@/server/registries/registries";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { momentOf } from "@/server/time/calendar";

const FAULTS_TOLD = 20;

/**
 * Takes a registry's answer about the workspace's numbers; of numbers that are nobody's here nothing is kept. The policy
 * reads it from the next decision on. A list with a row that cannot be read is refused as a whole.
 */
export function uploadList(ctx: TenantContext, input: GivenList): Promise<UploadedList> {
  return mutate(ctx, "registries.update", async (tx) => {
    const { registry } = input;
    const list = readGiven(input);
    const { zone } = await workspaceDay(tx, ctx);
    const checkedAt = momentOf(zone, input.checkedAt);
    requirePast(checkedAt, ctx.clock.now());
    const ours = await ownNumbers(tx, ctx, registry, checkedAt);
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
        ${workedBy(ctx.actor)}, ${input.fileName}, ${counted.rows}, ${counted.blocked},
        ${counted.clear})`);
    await write(tx, ctx, { registry, scrubId, checkedAt }, kept);
    return { result: counted, audit: { kind: "registry_scrub", id: scrubId, details: { registry, ...counted } } };
  });
}

/** Throws INVALID_INPUT that tells the first rows that cannot be read. */
function readGiven(input: GivenList) {
  const country = countryOf(input.registry);
  const list = "csv" in input ? readList(input.csv, country) : readNumbers(input.numbers, country);
  if (list.faults.length === 0 && list.listed.length > 0) return list;
  const told = list.faults.slice(0, FAULTS_TOLD);
  const inFile = told.map(({ line, fault }) => `${fault} ${line}`).join(", ");
  throw new DomainError("INVALID_INPUT", "The list has rows that cannot be read; none of it was taken.", {
    fields:
      "csv" in input
        ? { csv: inFile || "empty" }
        : Object.fromEntries(told.map(({ line, fault }) => [`numbers.${line}.${fault}`, "cannot be read"])),
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
  registry: RegistryId,
  checkedAt: Date,
): Promise<Map<string, { wasThere: boolean }>> {
  const { rows } = await tx.execute<{ address: string; since: string }>(sql`
    select p.address, min(p.created_at) as since from contact_points p
    where p.tenant_id = ${ctx.tenantId} and p.kind = 'phone' and ${ofCountry(registry)} group by p.address`);
  return new Map(rows.map(({ address, since }) => [address, { wasThere: new Date(since) <= checkedAt }]));
}

/** Numbers `p` of the registry's country; those of North America share one calling code, so the debtor's country decides. */
export function ofCountry(registry: RegistryId): SQL {
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
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(id uuid, number text, mode text, status text, categories jsonb)
    on conflict (tenant_id, number, registry, mode) do update set
      scrub_id = excluded.scrub_id, status = excluded.status, categories = excluded.categories,
      checked_at = excluded.checked_at
    where registry_numbers.checked_at <= excluded.checked_at`);
}
