import { and, eq } from "drizzle-orm";
import { debtors } from "@/db/schema/debtors";
import { read } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { SandboxMail } from "@/server/sandbox/contract";
import { loadDelivery } from "@/server/sandbox/internal";
import type { TenantContext } from "@/server/tenant-context";

/** One mail as the debtor's mail program shows it. */
export function getMail(ctx: TenantContext, input: { deliveryId: string }): Promise<SandboxMail> {
  return read(ctx, "sandbox.read", async (tx) => {
    const mail = await loadDelivery(tx, ctx, input.deliveryId);
    const debtor = mail.debtorId
      ? await tx
          .select({ name: debtors.name })
          .from(debtors)
          .where(and(eq(debtors.tenantId, ctx.tenantId), eq(debtors.id, mail.debtorId)))
      : [];
    return {
      id: toPublicId("delivery", mail.id),
      debtorName: debtor[0]?.name ?? null,
      from: mail.fromAddress,
      to: mail.toAddress,
      subject: mail.subject ?? "",
      html: mail.html ?? "",
      text: mail.body,
      at: mail.at,
      state: mail.state,
      canUnsubscribe: mail.html?.startsWith("<!-- list-unsubscribe:") ?? false,
    };
  });
}
