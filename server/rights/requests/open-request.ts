import { sql } from "drizzle-orm";
import { rightsRequests } from "@/db/schema/rights";
import { requireHeld } from "@/server/debtors/require-debtor";
import { DomainError, found } from "@/server/errors";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import type { OpenRequestInput } from "@/server/rights/contract";
import { deadlineFor, dueOn } from "@/server/rights/law/deadlines";
import { workspaceDay } from "@/server/tenancy/workspace-day";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Writes down what a person asked; the law of where they are says until when it is answered. */
export function openRequest(ctx: TenantContext, input: OpenRequestInput): Promise<{ requestId: string }> {
  return mutate(ctx, "rights.handle", async (tx) => {
    await requireHeld(tx, ctx, input.debtorId);
    const { rows } = await tx.execute<{ country: string; region: string | null }>(sql`
      select country, region from debtors where tenant_id = ${ctx.tenantId} and id = ${input.debtorId}`);
    const debtor = found(rows[0], "The debtor");
    const { today } = await workspaceDay(tx, ctx);
    if (input.receivedOn > today)
      throw new DomainError("INVALID_INPUT", "The request cannot have come later than today.", {
        fields: { receivedOn: "later than today" },
      });
    const deadline = deadlineFor(debtor);
    const id = ctx.chance.id();
    await tx.insert(rightsRequests).values({
      tenantId: ctx.tenantId,
      id,
      debtorId: input.debtorId,
      kind: input.kind,
      objectsTo: input.objectsTo ?? null,
      askedBy: input.askedBy,
      receivedBy: input.receivedBy,
      identity: input.identity,
      note: input.note || null,
      receivedOn: input.receivedOn,
      law: deadline.id,
      dueOn: dueOn(deadline, input.receivedOn),
      status: "open",
      createdAt: ctx.clock.now(),
      createdBy: memberOf(ctx),
    });
    const { kind, askedBy, identity, receivedOn } = input;
    return {
      result: { requestId: toPublicId("rightsRequest", id) },
      audit: {
        kind: "rights_request",
        id,
        details: { debtorId: input.debtorId, kind, askedBy, identity, receivedOn, law: deadline.id },
      },
    };
  });
}
