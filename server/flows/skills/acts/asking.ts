import { and, eq } from "drizzle-orm";
import { invoices } from "@/db/schema/invoices";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { signalDebtor } from "@/server/campaigns/signal-debtor";
import { optOutAddress } from "@/server/debtors/opt-out";
import { openDisputeOn } from "@/server/disputes/open-dispute";
import { DomainError, found } from "@/server/errors";
import { raiseTask } from "@/server/escalations/raise-task";
import type { Held } from "@/server/flows/skills/held";
import { writeAudit } from "@/server/mutate";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import type { TenantContext } from "@/server/tenant-context";
import { addDays } from "@/server/time/calendar";

/** Only of an invoice that is theirs. */
export async function disputeInvoice(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { invoiceId: string; reason?: string },
) {
  const rows = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(eq(invoices.tenantId, ctx.tenantId), eq(invoices.id, args.invoiceId), eq(invoices.debtorId, held.debtorId)),
    );
  found(rows[0], "The invoice");
  const { disputeId, isNew } = await openDisputeOn(tx, ctx, { ...args, source: "debtor" });
  if (isNew) {
    await writeAudit(tx, ctx, "disputes.update", { kind: "dispute", id: disputeId, details: { source: "debtor" } });
  }
  return { opened: isNew };
}

const callbackDaysMax = 30;

export async function scheduleCallback(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { on: string; note?: string },
  skillCallId: string,
) {
  const { today } = await workspaceDay(tx, ctx);
  if (args.on < today || args.on > addDays(today, callbackDaysMax)) {
    throw new DomainError("INVALID_INPUT", `The day must lie between today and ${callbackDaysMax} days from now.`);
  }
  await askPerson(
    tx,
    ctx,
    held,
    `callback:${skillCallId}`,
    [`Call back on ${args.on}`, args.note].filter(Boolean).join(": "),
  );
  return { on: args.on };
}

/** An address that was only heard is not written over one that we have: a person looks first. */
export async function updateContact(
  tx: TenantTransaction,
  ctx: TenantContext,
  held: Held,
  args: { email: string },
  skillCallId: string,
) {
  await askPerson(tx, ctx, held, `contact:${skillCallId}`, `New e-mail address: ${args.email}`);
  return { noted: true };
}

async function askPerson(tx: TenantTransaction, ctx: TenantContext, held: Held, key: string, note: string) {
  const { debtorId, conversationId, touchId } = held;
  await raiseTask(tx, ctx, {
    kind: "wants_person",
    key: `${key}:${conversationId}`,
    debtorId,
    subjectKind: "debtor",
    subjectId: debtorId,
    note,
  });
  await signalDebtor(tx, ctx, { debtorId, kind: "wants_person", touchId: touchId ?? undefined });
}

/** They are told that we do not contact them here again: at a number that is calls and messages. */
export async function stopContact(tx: TenantTransaction, ctx: TenantContext, held: Held) {
  const { address, debtorId } = held;
  if (!address) throw new DomainError("PRECONDITION", "It is not known which address this conversation is held at.");
  const channel = held.channel === "email" ? "email" : "sms";
  const { isNew } = await optOutAddress(tx, ctx, { channel, address, debtorId, source: "recipient" });
  if (isNew) {
    const details = { channel, source: "recipient" };
    await writeAudit(tx, ctx, "debtors.stop", { kind: "debtor", id: debtorId, details });
  }
  return { stopped: true };
}
