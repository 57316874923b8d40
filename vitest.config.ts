import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    env: { LOG_LEVEL: "silent" },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["{app,bench,components,db,emails,inngest,scripts,server}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "server/providers/**", "node_modules"],
          // They are pure: modules are loaded once a worker, not once a file.
          isolate: false,
          pool: "threads",
          maxWorkers: 2,
          // Tables are walked whole: on a busy machine that takes longer than the usual five seconds.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          // Whatever needs a running part: the database, or a local server that speaks a vendor's protocol.
          include: ["{app,bench,db,inngest,scripts,server}/**/*.db.test.ts", "server/providers/**/*.test.{ts,tsx}"],
          globalSetup: ["./db/testing/postgres.ts"],
          setupFiles: ["./db/testing/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // What comes over sockets and other processes comes late on a busy machine.
          expect: { poll: { timeout: 10_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
});
