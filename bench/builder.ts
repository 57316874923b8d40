// The builder with 300 steps, in a real browser against a production build: how long opening takes, and how many frames
// a second it draws while a step is dragged and the canvas is panned, near by and with all of it in view.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { longJourney } from "@/bench/long-journey";
import { report } from "@/bench/report";
import { reachableDataDir } from "@/db/embedded-postgres";
import { sources } from "@/scripts/process/node-flags";
import { journeyToJson } from "@/server/journeys/graph/projections/json";

const port = Number(process.env.PORT ?? 3530);
const origin = `http://localhost:${port}`;
const dataDir = reachableDataDir(".data/bench-builder");
const seconds = 3;
const openings = 5;

/** A text: the compiler would give its inner function a name by a helper that the page does not have. */
const countFrames = `
  window.drawn = [];
  window.drawing = requestAnimationFrame(function next(at) {
    window.drawn.push(at);
    window.drawing = requestAnimationFrame(next);
  })`;

const product = await startProduct();
try {
  await measure();
} finally {
  product.kill("SIGTERM");
  await new Promise((done) => product.once("exit", done));
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure() {
  const executablePath = process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium"].find((path) => existsSync(path));
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: origin });
  page.setDefaultTimeout(60_000);
  await openLongJourney(page);
  const opened: number[] = [];
  for (let turn = 0; turn < openings; turn += 1) opened.push(await openingMs(page));
  const near = await framesIn(page);
  await page.getByRole("button", { name: "Zoom to fit" }).click();
  await page.locator('.react-flow__node[data-id="exit"]').waitFor();
  const far = await framesIn(page);
  await browser.close();
  report({
    bench: "builder",
    metrics: {
      steps: 300,
      openMs: middle(opened),
      slowestOpenMs: Math.max(...opened),
      dragFramesPerSecond: near.drag.perSecond,
      panFramesPerSecond: near.pan.perSecond,
      dragAllFramesPerSecond: far.drag.perSecond,
      panAllFramesPerSecond: far.pan.perSecond,
      dragSlowestFrameMs: Math.max(near.drag.slowestMs, far.drag.slowestMs),
      panSlowestFrameMs: Math.max(near.pan.slowestMs, far.pan.slowestMs),
    },
    targets: {
      openMs: { max: 1_000 },
      dragFramesPerSecond: { min: 50 },
      panFramesPerSecond: { min: 50 },
      dragAllFramesPerSecond: { min: 50 },
      panAllFramesPerSecond: { min: 50 },
    },
  });
}

/** A workspace of its own with the long journey, opened once so that the server and the cache are warm. */
async function openLongJourney(page: Page) {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Ben Chmark");
  await page.getByLabel("Company").fill("Bench Freight");
  await page.getByLabel("E-mail").fill(`${crypto.randomUUID()}@example.com`);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-"));
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";
  await page.goto(`/${slug}/journeys`);
  const json = journeyToJson("Three hundred steps", longJourney());
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "long.journey.json", mimeType: "application/json", buffer: Buffer.from(json) });
  await page.waitForURL(/\/journeys\/jrn_/);
  await page.locator(".react-flow__node").first().waitFor();
}

/** From the reload to the first step on the screen that can be taken hold of. */
async function openingMs(page: Page): Promise<number> {
  await page.reload({ waitUntil: "commit" });
  await page.locator(".react-flow__node.draggable").first().waitFor();
  return page.evaluate(() => performance.now());
}

async function framesIn(page: Page) {
  const step = page.locator(".react-flow__node.draggable").nth(3);
  await step.hover();
  const drag = await frames(page, await centreOf(page, step));
  await page.keyboard.press("Control+z");
  const box = await page.locator(".react-flow__pane").boundingBox();
  if (!box) throw new Error("There is no canvas.");
  const pan = await frames(page, await freePoint(page, box));
  return { drag, pan };
}

async function centreOf(page: Page, step: ReturnType<Page["locator"]>) {
  const box = await step.boundingBox();
  if (!box) throw new Error("There is no step to drag.");
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  return at;
}

/** A point of the canvas with nothing on it. */
async function freePoint(page: Page, box: { x: number; y: number; width: number; height: number }) {
  const at = await page.evaluate(({ x, y, width, height }) => {
    for (let down = 0.5; down < 0.95; down += 0.05) {
      for (let along = 0.05; along < 0.95; along += 0.05) {
        const point = { x: x + width * along, y: y + height * down };
        if (document.elementFromPoint(point.x, point.y)?.classList.contains("react-flow__pane")) return point;
      }
    }
    return null;
  }, box);
  if (!at) throw new Error("The canvas has no free place.");
  await page.mouse.move(at.x, at.y);
  return at;
}

/** Holds what is under the pointer and moves it around for some seconds, counting what the browser draws. */
async function frames(page: Page, from: { x: number; y: number }) {
  await page.mouse.down();
  await page.evaluate(countFrames);
  const end = performance.now() + seconds * 1_000;
  for (let turn = 0; performance.now() < end; turn += 1) {
    await page.mouse.move(from.x + 60 * Math.sin(turn / 12), from.y + 40 * Math.cos(turn / 9) - 40);
  }
  const drawn = await page.evaluate(() => {
    const kept = window as unknown as { drawn: number[]; drawing: number };
    cancelAnimationFrame(kept.drawing);
    return kept.drawn;
  });
  await page.mouse.up();
  const gaps = drawn.slice(1).map((at, index) => at - (drawn[index] ?? at));
  const lastedMs = (drawn.at(-1) ?? 0) - (drawn[0] ?? 0);
  return { perSecond: (gaps.length / lastedMs) * 1_000, slowestMs: Math.max(...gaps) };
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** As `npm start` runs it; built before if it was not. */
async function startProduct() {
  rmSync(dataDir, { recursive: true, force: true });
  const child = spawn(process.execPath, [...sources, "scripts/supervise.ts"], {
    env: {
      ...process.env,
      PORT: String(port),
      WORKER_PORT: String(port + 1),
      DUELANE_DATA_DIR: dataDir,
      DUELANE_DEMO: "off",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}.`);
    const ready = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return child;
    await new Promise((done) => setTimeout(done, 500));
  }
  child.kill("SIGTERM");
  throw new Error("The product did not start within five minutes.");
}
