import { join } from "node:path";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { migrate } from "@/db/migrate";
import { migrateQueue } from "@/inngest/runner/queue/migrate";
import { type Setup, StartError } from "@/scripts/process/environment";
import { keepPostgres } from "@/scripts/process/keep-postgres";

/**
 * Starts the embedded PostgreSQL unless DATABASE_URL is set, migrates, and puts DATABASE_URL into the environment. What it
 * starts it keeps alive; `failed` is told when it cannot.
 */
export async function prepareDatabase(
  setup: Setup,
  failed: (sentence: string) => void,
): Promise<{ stop(): Promise<void> }> {
  if (setup.databaseUrl) {
    await migrateAll(setup.databaseUrl).catch((error: unknown) => {
      throw new StartError(
        `The database of DATABASE_URL cannot be used (${reason(error)}): check the address and that it runs.`,
      );
    });
    return { stop: async () => {} };
  }
  const dataDir = join(setup.dataDir, "postgres");
  const server = await startEmbeddedPostgres({
    dataDir,
    port: setup.postgresPort,
    anyPort: !process.env.DUELANE_POSTGRES_PORT,
    onCreate: () => console.log("Creating the database (once; some seconds) …"),
  });
  await server.ensureDatabase("duelane");
  process.env.DUELANE_EMBEDDED_POSTGRES = dataDir;
  process.env.DATABASE_URL = server.url("duelane");
  await migrateAll(process.env.DATABASE_URL);
  return keepPostgres(server, () => startEmbeddedPostgres({ dataDir, port: server.port }), failed);
}

async function migrateAll(url: string) {
  await migrate(url);
  await migrateQueue(url);
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
