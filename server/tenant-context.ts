import type { Chance } from "@/server/chance";
import type { Clock } from "@/server/clock";
import type { Role, Scope } from "@/server/tenancy/permissions";

/** Who acts. */
export type Actor =
  | { kind: "member"; userId: string; role: Role }
  | { kind: "system"; reason: string }
  | { kind: "debtor"; debtorId: string }
  | { kind: "partner"; keyId: string; scopes: readonly Scope[] };

/** What every verb is given: the workspace, who acts, its clock, its chance, and the trace it belongs to. */
export type TenantContext = {
  tenantId: string;
  mode: "live" | "sandbox";
  actor: Actor;
  requestId: string;
  clock: Clock;
  chance: Chance;
};
