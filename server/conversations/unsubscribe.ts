import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { withTenant } from "@/db/tenant-transaction";
import { contextOf } from "@/server/conversations/receive-report";
import { optOutAddress } from "@/server/debtors/opt-out";
import { writeAudit } from "@/server/mutate";

const macBytes = 16;

/** The address for the List-Unsubscribe header and the mail's foot: it names the touch and proves that we wrote it. */
export function unsubscribeUrl(
  of: { tenantId: string; touchId: string },
  using: { publicUrl: string; secret: string },
): string {
  const ids = Buffer.from((of.tenantId + of.touchId).replaceAll("-", ""), "hex");
  const token = Buffer.concat([ids, mac(ids, using.secret)]).toString("base64url");
  return new URL(`/unsubscribe/${token}`, using.publicUrl).toString();
}

/** The workspace and touch of a token that was made with this secret, else null. */
export function readUnsubscribeToken(token: string, secret: string): { tenantId: string; touchId: string } | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const ids = bytes.subarray(0, 32);
  if (!timingSafeEqual(bytes.subarray(32), mac(ids, secret))) return null;
  return { tenantId: uuidOf(ids.subarray(0, 16)), touchId: uuidOf(ids.subarray(16)) };
}

export type UnsubscribePage = { company: string; language: string; alreadyDone: boolean };

/** What the page shows; null when the message is gone. Changes nothing: mail scanners open every link. */
export async function viewUnsubscribe(about: { tenantId: string; touchId: string }): Promise<UnsubscribePage | null> {
  const found = await loadMail(about);
  return found && { company: found.company, language: found.language, alreadyDone: found.optedOut };
}

/** Ends e-mail to the address that the message went to. The same again changes nothing. */
export async function unsubscribe(
  about: { tenantId: string; touchId: string },
  trace: { requestId?: string } = {},
): Promise<UnsubscribePage | null> {
  const [found, ctx] = [await loadMail(about), await contextOf(about.tenantId, trace)];
  if (!found || !ctx) return null;
  const { debtorId, address } = found;
  const debtor = { ...ctx, actor: { kind: "debtor", debtorId } as const };
  await withTenant(debtor, async (tx) => {
    const of = { channel: "email", address, debtorId, source: "recipient" } as const;
    const { isNew } = await optOutAddress(tx, debtor, of);
    if (isNew) {
      const details = { channel: "email", source: "recipient" };
      await writeAudit(tx, debtor, "debtors.stop", { kind: "debtor", id: debtorId, details });
    }
  });
  return { company: found.company, language: found.language, alreadyDone: true };
}

async function loadMail({ tenantId, touchId }: { tenantId: string; touchId: string }) {
  return withTenant({ tenantId }, async (tx) => {
    const { rows } = await tx.execute<{
      debtorId: string;
      address: string;
      company: string;
      language: string;
      optedOut: boolean;
    }>(sql`
      select t.debtor_id as "debtorId", p.address, w.name as company, d.language,
             exists (select 1 from opt_outs o where o.tenant_id = t.tenant_id and o.channel = 'email'
               and o.address = p.address and o.lifted_at is null) as "optedOut"
      from touches t
      join tenants w on w.id = t.tenant_id
      join debtors d on d.tenant_id = t.tenant_id and d.id = t.debtor_id
      join contact_points p on p.tenant_id = t.tenant_id and p.id = t.contact_point_id and p.kind = 'email'
      where t.tenant_id = ${tenantId} and t.id = ${touchId}`);
    return rows[0] ?? null;
  });
}

function mac(ids: Buffer, secret: string): Buffer {
  return createHmac("sha256", secret).update("duelane unsubscribe v1\0").update(ids).digest().subarray(0, macBytes);
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
