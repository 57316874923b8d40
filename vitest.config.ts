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
          exclude: ["**/*.db.test.ts", "node_modules"],
          // Tables are walked whole: on a busy machine that takes longer than the usual five seconds.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["{app,bench,db,inngest,scripts,server}/**/*.db.test.ts"],
          globalSetup: ["./db/testing/postgres.ts"],
          setupFiles: ["./db/testing/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
