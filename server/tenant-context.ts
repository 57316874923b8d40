import type { TenantTransaction } from "@/db/tenant-transaction";
import type { Chance } from "@/server/chance";
import type { Clock } from "@/server/clock";
import type { Role, Scope } from "@/server/tenancy/permissions";

/** Who acts. */
export type Actor =
  | { kind: "member"; userId: string; role: Role }
  | { kind: "system"; reason: string }
  | { kind: "debtor"; debtorId: string }
  | { kind: "partner"; keyId: string; scopes: readonly Scope[] };

/** A request that its sender may repeat: that it was done, and what was answered, stand in the transaction that did it. */
export type Once = {
  /** Throws where it was done before; waits for one that is being done. */
  claim(tx: TenantTransaction): Promise<void>;
  keep(tx: TenantTransaction, result: unknown): Promise<void>;
};

/** What every verb is given: the workspace, who acts, its clock, its chance, and the trace it belongs to. */
export type TenantContext = {
  tenantId: string;
  mode: "live" | "sandbox";
  actor: Actor;
  requestId: string;
  clock: Clock;
  chance: Chance;
  /** At doors that take repeatable requests; `mutate` keeps it. */
  once?: Once;
};

/** The user who acts as a member of the workspace; null where the product, a debtor or a partner does. */
export function memberOf({ actor }: TenantContext): string | null {
  return actor.kind === "member" ? actor.userId : null;
}
