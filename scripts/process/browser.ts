import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium to test with: CHROMIUM_PATH, the system's, Playwright's; installed when there is none. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log("Installing a browser for the end-to-end tests (once) …");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  if (!findBrowser() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "inherit" });
  }
  const installed = findBrowser();
  if (installed) return installed;
  console.error("No Chromium could be found or installed: install one and set CHROMIUM_PATH to it.");
  process.exit(1);
}

function findBrowser(): string | undefined {
  const own = process.env.CHROMIUM_PATH;
  return [...(own ? [own] : []), ...SYSTEM_BROWSERS, chromium.executablePath()].find((path) => existsSync(path));
}
