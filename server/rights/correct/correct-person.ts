import { type SQL, sql } from "drizzle-orm";
import { rightsCorrections } from "@/db/schema/rights";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { requireHeld } from "@/server/debtors/require-debtor";
import { DomainError, found } from "@/server/errors";
import { toE164, toEmail } from "@/server/imports/parsing/values/phones";
import { mutate } from "@/server/mutate";
import type { CorrectInput } from "@/server/rights/contract";
import { recogniseErased } from "@/server/rights/erase/suppressions";
import { requireRequest } from "@/server/rights/requests/require-request";
import { memberOf, type TenantContext } from "@/server/tenant-context";

type Change = CorrectInput["changes"][number];

const columns = {
  "debtor.name": "name",
  "debtor.street": "street",
  "debtor.city": "city",
  "debtor.region": "region",
  "debtor.postalCode": "postal_code",
} as const;

/** Corrects what is held of the person, and keeps before and after with the request, until the person is erased. */
export function correctPerson(ctx: TenantContext, input: CorrectInput): Promise<{ corrected: number }> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId, {
      kind: "correct",
      open: true,
      identified: true,
      lock: true,
    });
    const { debtorId } = request;
    await requireHeld(tx, ctx, debtorId);
    const fields: string[] = [];
    for (const change of input.changes) {
      const { subjectId, before, after } = await correct(tx, ctx, debtorId, change);
      if (before === after) continue;
      fields.push(change.field);
      await tx.insert(rightsCorrections).values({
        tenantId: ctx.tenantId,
        id: ctx.chance.id(),
        requestId: request.id,
        debtorId,
        field: change.field,
        subjectId,
        before,
        after,
        at: ctx.clock.now(),
        correctedBy: memberOf(ctx),
      });
    }
    if (fields.length > 0)
      await tx.execute(sql`
        update debtors set updated_at = ${ctx.clock.now().toISOString()} where tenant_id = ${ctx.tenantId} and id = ${debtorId}`);
    return {
      result: { corrected: fields.length },
      // Which fields; what stands in them is with the request.
      audit:
        fields.length > 0
          ? { kind: "rights_request", id: request.id, details: { debtorId, corrected: fields.join(" ") } }
          : null,
    };
  });
}

async function correct(tx: TenantTransaction, ctx: TenantContext, debtorId: string, change: Change) {
  const after = change.after === "" ? null : change.after;
  if (change.field === "contact.name") return set(tx, ctx, "contacts", "name", change.id, debtorId, after);
  if (change.field === "point.address") {
    const { rows } = await tx.execute<{ kind: "email" | "phone"; address: string; country: string }>(sql`
      select p.kind, p.address, d.country from contact_points p join debtors d on d.tenant_id = p.tenant_id and d.id = p.debtor_id
      where p.tenant_id = ${ctx.tenantId} and p.id = ${change.id} and p.debtor_id = ${debtorId}`);
    const { kind, address: from, country } = found(rows[0], "The address");
    const address = addressOf(kind, change.after, country);
    if (address !== from) {
      await carryOptOuts(tx, ctx, { debtorId, kind, from, to: address });
      // Somebody who was erased may have had it.
      await recogniseErased(tx, ctx, { debtors: [], addresses: [{ debtorId, kind, address }] });
    }
    // What was known of the old one, that it bounced, what line it is or whose, says nothing of the new one.
    return set(
      tx,
      ctx,
      "contact_points",
      "address",
      change.id,
      debtorId,
      address,
      sql`
      , status = 'active', status_changed_at = null, line_type = null, line_type_checked_at = null,
        verified_at = null, verified_how = null`,
    );
  }
  const isPlace = change.field !== "debtor.name";
  return set(
    tx,
    ctx,
    "debtors",
    columns[change.field],
    debtorId,
    debtorId,
    after,
    isPlace ? sql`, address_verified = false` : sql``,
  );
}

async function set(
  tx: TenantTransaction,
  ctx: TenantContext,
  table: "debtors" | "contacts" | "contact_points",
  column: string,
  id: string,
  debtorId: string,
  after: string | null,
  also: SQL = sql``,
) {
  const [name, field] = [sql.identifier(table), sql.identifier(column)];
  const of = table === "debtors" ? sql`` : sql`and debtor_id = ${debtorId}`;
  const { rows } = await tx.execute<{ before: string | null }>(sql`
    select ${field} as before from ${name} where tenant_id = ${ctx.tenantId} and id = ${id} ${of} for update`);
  const { before } = found(rows[0], "What is to be corrected");
  if (before !== after)
    await tx.execute(
      sql`update ${name} set ${field} = ${after} ${also} where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  return { subjectId: id, before, after };
}

function addressOf(kind: "email" | "phone", text: string, country: string): string {
  const address = kind === "email" ? toEmail(text) : toE164(text, country);
  if (!address) throw notValid("This is no address that can be reached.");
  return address;
}

/** Whoever opted out at an address did not do so at its misspelling alone; a consent was given for an address as it was. */
async function carryOptOuts(
  tx: TenantTransaction,
  ctx: TenantContext,
  moved: { debtorId: string; kind: "email" | "phone"; from: string; to: string },
): Promise<void> {
  const { rows } = await tx.execute(sql`
    select 1 from contact_points where tenant_id = ${ctx.tenantId} and debtor_id = ${moved.debtorId}
      and kind = ${moved.kind} and address = ${moved.to}`);
  if (rows.length > 0) throw notValid("The person has this address already.");
  await tx.execute(sql`
    insert into opt_outs (tenant_id, id, debtor_id, channel, address, source, at)
    select distinct on (channel, source) tenant_id, gen_random_uuid(), ${moved.debtorId}::uuid, channel, ${moved.to}, source, at
    from opt_outs where tenant_id = ${ctx.tenantId} and address = ${moved.from} and lifted_at is null`);
}

const notValid = (message: string) => new DomainError("INVALID_INPUT", message, { fields: { after: message } });
