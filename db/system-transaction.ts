// The few things that happen before a tenant is known, or across all of them. Each has a name here; the
// system role has policies only on the tables those reasons need.
import { sql } from "drizzle-orm";
import { sharedConnection, type Transaction } from "@/db/client";
import { byKeyOnly, keepingPlans } from "@/db/kept-plans";

/** The allow-list: why the system role may be taken on. Add a reason here, with what it is for. */
export const systemReasons = {
  "sign-in": "people, sessions and single-use links exist before a workspace is chosen",
  "create-workspace": "a workspace's own row and first member are written before anyone can be bound to it",
  "list-workspaces": "which workspaces a person is a member of",
  "accept-invitation": "an invitation is found by its token, before its workspace is known",
  "resolve-workspace": "from the address in the URL, or a session, to the workspace and role",
  "resolve-api-key": "a key of the partner API is found by its prefix, before its workspace is known",
  "resolve-pay-link": "a pay link's workspace is found from its id, after its MAC was checked",
  "resolve-webhook": "a vendor's webhook names a send or a checkout, not a workspace",
  "resolve-number": "a call that comes in names the number that was called, not a workspace",
  "pace-calls": "one account of the telephone provider places every workspace's calls, so many a second",
  "resolve-stream": "a call's line is found by its token, before its workspace is known, and says that it lives",
  "find-due-work": "which workspaces have something to wake, dispatch, settle or advance",
  "rate-limit": "counters per address, person and key",
  "seal-log": "new entries of every workspace's log are hashed in one pass, and its chain goes on",
  purge: "what has served its time is deleted, whosever it was",
  readiness: "whether database, migrations and queue are there",
  operate: "the operator's command line",
} as const;

export type SystemReason = keyof typeof systemReasons;

/** Runs `work` in a transaction as the system role. Never for a tenant's own data: use withTenant. */
export function asSystem<T>(
  reason: SystemReason,
  work: (tx: Transaction) => Promise<T>,
  options: { byKey?: boolean } = {},
): Promise<T> {
  if (!(reason in systemReasons)) throw new Error(`"${reason}" is not a reason for the system role.`);
  const plans = options.byKey ? sql`, ${byKeyOnly}` : sql``;
  const { transaction, driver } = sharedConnection();
  return transaction(async (tx) => {
    await tx.execute(sql`select set_config('role', 'duelane_system', true)${plans}`);
    return work(options.byKey && driver === "pg" ? keepingPlans(tx) : tx);
  });
}
