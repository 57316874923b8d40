// A request, or why nothing can be done on it. Private to the room.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { DomainError, found } from "@/server/errors";
import type { identities, objections, RequestKind, requestStatuses } from "@/server/rights/contract";
import type { LawId } from "@/server/rights/law/deadlines-contract";
import type { TenantContext } from "@/server/tenant-context";

export type Request = {
  id: string;
  debtorId: string;
  kind: RequestKind;
  objectsTo: (typeof objections)[number] | null;
  identity: (typeof identities)[number];
  status: (typeof requestStatuses)[number];
  law: LawId;
  receivedOn: string;
  extended: boolean;
};

/** Throws NOT_FOUND, or PRECONDITION where the request is of another kind, closed, or nobody knows yet who asks. */
export async function requireRequest(
  tx: TenantTransaction,
  ctx: TenantContext,
  requestId: string,
  wanted: { kind?: RequestKind; open?: boolean; identified?: boolean; lock?: boolean } = {},
): Promise<Request> {
  // The person first, then the request: an erasure writes to all requests of the person it holds.
  if (wanted.lock)
    await tx.execute(sql`
      select 1 from debtors where tenant_id = ${ctx.tenantId} and id = (
        select debtor_id from rights_requests where tenant_id = ${ctx.tenantId} and id = ${requestId}) for no key update`);
  const { rows } = await tx.execute<Row>(sql`
    select id, debtor_id, kind, objects_to, identity, status, law, received_on::text, extended_at from rights_requests
    where tenant_id = ${ctx.tenantId} and id = ${requestId} ${wanted.lock ? sql`for update` : sql``}`);
  const row = found(rows[0], "The request");
  if (wanted.kind && row.kind !== wanted.kind) throw new DomainError("PRECONDITION", "The request is of another kind.");
  if ((wanted.open || wanted.identified) && row.status !== "open")
    throw new DomainError("PRECONDITION", "The request is closed already.");
  if (wanted.identified && row.identity === "not_yet")
    throw new DomainError("PRECONDITION", "First make sure who asks: the person's identity is not checked yet.");
  return {
    id: row.id,
    debtorId: row.debtor_id,
    kind: row.kind,
    objectsTo: row.objects_to,
    identity: row.identity,
    status: row.status,
    law: row.law,
    receivedOn: row.received_on,
    extended: row.extended_at !== null,
  };
}

type Row = {
  id: string;
  debtor_id: string;
  kind: RequestKind;
  objects_to: Request["objectsTo"];
  identity: Request["identity"];
  status: Request["status"];
  law: LawId;
  received_on: string;
  extended_at: string | null;
};
