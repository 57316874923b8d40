import { isConnectionError } from "@/inngest/runner/queue/database";
import { log } from "@/server/log";

/**
 * Does the work for one workspace after another. One that fails is told in the log and holds up nobody else; a database
 * that is away ends the round. Returns how many failed.
 */
export async function eachWorkspace<W extends { tenantId: string }>(
  workspaces: readonly W[],
  what: string,
  work: (workspace: W) => Promise<void>,
): Promise<number> {
  let failed = 0;
  for (const workspace of workspaces) {
    try {
      await work(workspace);
    } catch (error) {
      if (isAway(error)) throw error;
      failed += 1;
      log.error({ tenantId: workspace.tenantId, work: what, err: error }, "the work for a workspace failed");
    }
  }
  return failed;
}

/** The driver's error may be wrapped by Drizzle's. */
function isAway(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return "code" in Object(cause) && isConnectionError(cause);
}
