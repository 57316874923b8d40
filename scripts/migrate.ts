// `npm run db:migrate`: brings the database of DATABASE_URL to the newest migration, as its owner.
import { existsSync } from "node:fs";
import { migrate } from "@/db/migrate";
import { migrateQueue } from "@/inngest/runner/queue/migrate";

if (existsSync(".env")) process.loadEnvFile(".env");
const url = process.env.DATABASE_URL;
if (!url) {
  console.error(
    "DATABASE_URL is not set: set it to the PostgreSQL to migrate (`npm start` migrates the embedded one by itself).",
  );
  process.exit(1);
}
await migrate(url);
await migrateQueue(url);
console.log("The database is up to date.");
