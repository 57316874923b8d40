// What every command shares: the database it works on, the workspace it names, how it answers and how it fails.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { ZodError } from "zod";
import { closeSharedConnection } from "@/db/client";
import { reachableDataDir, startEmbeddedPostgres } from "@/db/embedded-postgres";
import { EmbeddedPostgresError } from "@/db/postgres-binaries";
import { tenants } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system-transaction";
import { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";
import { systemContext } from "@/server/tenancy/workspace-context";
import type { TenantContext } from "@/server/tenant-context";

/** Exit codes: 0 done, 1 refused or failed, 2 the call or its input is not valid. */
export const exit = { done: 0, failed: 1, usage: 2 } as const;

/** A mistake in the call or in a file it names. */
export class UsageError extends Error {}

export type Output = { json?: boolean };

/** Prints the result: one JSON document with --json, lines for a person without. */
export function answer<T>(output: Output, result: T, lines: (result: T) => string | string[]): void {
  if (output.json) console.log(JSON.stringify(result, null, 2));
  else console.log([lines(result)].flat().join("\n"));
}

/** The text of a file, or of standard input for "-". */
export function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch {
    throw new UsageError(`${file} cannot be read: check the path.`);
  }
}

/** Runs `work` with a database: DATABASE_URL, else the embedded one of DUELANE_DATA_DIR, which is stopped again if it was not running. */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const dataDir = process.env.DUELANE_DATA_DIR || reachableDataDir(".data");
  // Verbs that open the vault, an import that may bring back who was erased among them, ask the environment for it.
  const secret = knownSecret();
  if (secret) process.env.AUTH_SECRET ??= secret;
  if (process.env.DATABASE_URL) return work().finally(closeSharedConnection);

  const running = existsSync(join(dataDir, "postgres", "cluster", "postmaster.pid"));
  if (!existsSync(join(dataDir, "postgres", "cluster"))) {
    throw new UsageError(
      `There is no database yet: run \`npm start\` once, or set DATABASE_URL (looked in ${dataDir}).`,
    );
  }
  const server = await startEmbeddedPostgres({ dataDir: join(dataDir, "postgres"), port: 24_600, anyPort: true });
  process.env.DATABASE_URL = server.url("duelane");
  try {
    return await work();
  } finally {
    await closeSharedConnection();
    if (!running) await server.stop();
  }
}

/** The context of the operator in the workspace with this slug, or this id. */
export async function workspaceBySlug(slug: string): Promise<TenantContext> {
  const id = fromPublicId("tenant", slug);
  const [tenant] = await asSystem("operate", (tx) =>
    tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(id ? eq(tenants.id, id) : eq(tenants.slug, slug)),
  );
  if (!tenant)
    throw new UsageError(`There is no workspace "${slug}": its name stands in the address, /<workspace>/overview.`);
  return systemContext(tenant.id, "operate");
}

/** The installation's secret: AUTH_SECRET, else the one that `npm start` keeps beside its data; undefined without either. */
export function knownSecret(): string | undefined {
  const file = join(process.env.DUELANE_DATA_DIR || reachableDataDir(".data"), "auth-secret");
  return process.env.AUTH_SECRET || (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
}

/** Wraps a command's action: known errors become one line and an exit code, never a stack trace. */
export function action<Arguments extends unknown[]>(work: (...args: Arguments) => Promise<number | undefined>) {
  return async (...args: Arguments): Promise<void> => {
    try {
      process.exitCode = (await work(...args)) ?? exit.done;
    } catch (error) {
      process.exitCode = report(error);
    }
  };
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(error.message);
    return exit.usage;
  }
  if (error instanceof ZodError) {
    for (const issue of error.issues) console.error(`${issue.path.join(".") || "input"}: ${issue.message}`);
    return exit.usage;
  }
  if (error instanceof DomainError) {
    console.error(`${error.code}: ${error.message}`);
    for (const [field, problem] of Object.entries(error.details.fields ?? {})) console.error(`  ${field}: ${problem}`);
    return error.code === "INVALID_INPUT" ? exit.usage : exit.failed;
  }
  if (error instanceof EmbeddedPostgresError) {
    console.error(error.message);
    return exit.failed;
  }
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return exit.failed;
}
