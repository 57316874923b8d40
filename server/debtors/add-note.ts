import type { z } from "zod";
import { debtorNotes } from "@/db/schema/debtors";
import type { addNoteInput } from "@/server/debtors/contract";
import { requireHeld } from "@/server/debtors/require-debtor";
import { mutate } from "@/server/mutate";
import { toPublicId } from "@/server/public-ids";
import { memberOf, type TenantContext } from "@/server/tenant-context";

/** Writes down what a person knows about a debtor; it shows in the timeline. */
export function addNote(ctx: TenantContext, input: z.output<typeof addNoteInput>): Promise<{ noteId: string }> {
  return mutate(ctx, "notes.create", async (tx) => {
    await requireHeld(tx, ctx, input.debtorId);
    const id = ctx.chance.id();
    await tx.insert(debtorNotes).values({
      tenantId: ctx.tenantId,
      id,
      debtorId: input.debtorId,
      authorId: memberOf(ctx),
      body: input.body,
      createdAt: ctx.clock.now(),
    });
    return {
      result: { noteId: toPublicId("note", id) },
      audit: { kind: "note", id, details: { debtorId: input.debtorId } },
    };
  });
}
