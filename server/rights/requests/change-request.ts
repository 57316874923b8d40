import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { rightsRequests } from "@/db/schema/rights";
import { DomainError } from "@/server/errors";
import { mutate } from "@/server/mutate";
import type { CloseRequestInput, checkIdentityInput } from "@/server/rights/contract";
import { deadlineById, dueOn } from "@/server/rights/law/deadlines";
import { endRequest } from "@/server/rights/requests/end-request";
import { requireRequest } from "@/server/rights/requests/require-request";
import type { TenantContext } from "@/server/tenant-context";

/** It is known now who asks, and how that was made sure. */
export function checkIdentity(ctx: TenantContext, input: z.output<typeof checkIdentityInput>): Promise<void> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId, { open: true, lock: true });
    await tx
      .update(rightsRequests)
      .set({ identity: input.identity })
      .where(and(eq(rightsRequests.tenantId, ctx.tenantId), eq(rightsRequests.id, request.id)));
    const { identity } = input;
    return { result: undefined, audit: { kind: "rights_request", id: request.id, details: { identity } } };
  });
}

/** More time, once, where the law gives it; the person must be told why within the first span. */
export function extendRequest(ctx: TenantContext, input: { requestId: string }): Promise<{ dueOn: string }> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const request = await requireRequest(tx, ctx, input.requestId, { open: true, lock: true });
    const deadline = deadlineById(request.law);
    if (request.extended || !deadline.extension)
      throw new DomainError("PRECONDITION", "There is no more time: it was extended already, or the law gives none.");
    const until = dueOn(deadline, request.receivedOn, true);
    await tx
      .update(rightsRequests)
      .set({ dueOn: until, extendedAt: ctx.clock.now() })
      .where(and(eq(rightsRequests.tenantId, ctx.tenantId), eq(rightsRequests.id, request.id)));
    return {
      result: { dueOn: until },
      audit: { kind: "rights_request", id: request.id, details: { extendedTo: until } },
    };
  });
}

/** Done, refused with the reason, or withdrawn by the person. An erasure is done only by erasing. */
export function closeRequest(ctx: TenantContext, input: CloseRequestInput): Promise<void> {
  return mutate(ctx, "rights.handle", async (tx) => {
    const { status, refusal } = input;
    if (status === "refused" && !refusal)
      throw new DomainError("INVALID_INPUT", "A refusal needs its reason: the person must be told.", {
        fields: { refusal: "missing" },
      });
    const request = await requireRequest(tx, ctx, input.requestId, {
      open: true,
      identified: status === "done",
      lock: true,
    });
    if (request.kind === "erase" && status === "done")
      throw new DomainError("PRECONDITION", "The person is not erased yet: look at the plan, and erase.");
    await endRequest(tx, ctx, request.id, input);
    return {
      result: undefined,
      audit: { kind: "rights_request", id: request.id, details: { status, ...(refusal && { refusal }) } },
    };
  });
}
