import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { reachableDataDir } from "./db/embedded-postgres";

const port = Number(process.env.E2E_PORT ?? 3400);
const executablePath = process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium"].find((path) => existsSync(path));

// The browser meets the product as `npm start` runs it: supervisor, embedded PostgreSQL, worker, sandbox vendors.
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: 1,
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    baseURL: `http://localhost:${port}`,
    // Recording doubles the time on two cores: where a failure is tried again, the second try is recorded. By hand: --trace on.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" --import ./scripts/process/sources.mjs e2e/serve.ts`,
    url: `http://localhost:${port}/readyz`,
    reuseExistingServer: !process.env.CI,
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    env: {
      PORT: String(port),
      WORKER_PORT: String(port + 1),
      DUELANE_POSTGRES_PORT: "",
      DUELANE_DATA_DIR: reachableDataDir(".data/e2e"),
      DUELANE_DEMO: "on",
      // Every test visits from an address of its own: see e2e/material/visitor.ts.
      TRUSTED_PROXIES: "1",
    },
  },
});
