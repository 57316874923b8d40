// What several browser tests do alike: sign up, import a file, ask the API what the screens show.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

export type Clock = { now: string; targetAt: string | null; error: string | null };
export type Member = { email: string; password: string; slug: string };

/** Signs up a new person; ends on the overview of their new sandbox workspace. */
export async function signUp(page: Page, company: string): Promise<Member> {
  const email = `controller-${crypto.randomUUID().slice(0, 8)}@example.com`;
  const password = "a long sentence for tests";
  await page.goto("/");
  await page.getByRole("link", { name: "Create an account" }).first().click();
  await page.getByLabel("Your name").fill("Casey Controller");
  await page.getByLabel("Company").fill(company);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Three steps to your first campaign" })).toBeVisible({
    timeout: 30_000,
  });
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";
  return { email, password, slug };
}

/** Signs in to the demo workspace; returns its slug. */
export async function signInToDemo(page: Page): Promise<string> {
  const dataDir = process.env.DUELANE_DATA_DIR ?? ".data/e2e";
  const { email, password } = JSON.parse(readFileSync(join(dataDir, "demo-sign-in.json"), "utf8"));
  await page.goto("/sign-in");
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return new URL(page.url()).pathname.split("/")[1] ?? "";
}

/** A tRPC query as the signed-in person, in their workspace. */
export async function query<T>(
  page: Page,
  slug: string,
  path: string,
  input: Record<string, unknown> = {},
): Promise<T> {
  const search = new URLSearchParams({ input: JSON.stringify({ json: input }) });
  const answer = await page.request.get(`/api/trpc/${path}?${search}`, { headers: { "x-duelane-workspace": slug } });
  expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
  const body = (await answer.json()) as { result: { data: { json: T } } };
  return body.result.data.json;
}

/** A tRPC mutation, likewise. */
export async function change<T>(page: Page, slug: string, path: string, input: Record<string, unknown>): Promise<T> {
  const answer = await page.request.post(`/api/trpc/${path}`, {
    headers: { "x-duelane-workspace": slug, origin: new URL(page.url()).origin },
    data: { json: input },
  });
  expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  const body = (await answer.json()) as { result: { data: { json: T } } };
  return body.result.data.json;
}

export type FileToImport = {
  name: string;
  csv: string;
  /** Column → what it means, where the guess is to be overruled. */
  columns?: Record<string, string>;
  /** Label of a question → its answer. */
  answers?: Record<string, string>;
  asOf?: string;
};

/** Goes through the import wizard to the end. */
export async function importFile(page: Page, slug: string, file: FileToImport): Promise<void> {
  await page.goto(`/${slug}/imports`);
  await page.getByRole("link", { name: "Import a file" }).first().click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.csv) });
  await expect(page.getByRole("heading", { name: "What is in each column" })).toBeVisible();
  for (const [column, meaning] of Object.entries(file.columns ?? {})) {
    await page.getByRole("combobox", { name: column, exact: true }).selectOption({ label: meaning });
  }
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("button", { name: "Check the file" })).toBeVisible();
  for (const [question, reply] of Object.entries(file.answers ?? {})) {
    await page.getByLabel(question, { exact: true }).selectOption(reply);
  }
  if (file.asOf) {
    await page.getByLabel("Import the file as it stood on a day").check();
    await page.getByLabel("Day", { exact: true }).fill(file.asOf);
  }
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByRole("heading", { name: "What would change" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: /^Import [\d,]+ rows?$/ }).click();
  await expect(page.getByRole("link", { name: "Import another file" })).toBeVisible({ timeout: 60_000 });
}

/** Presses the button and waits until the clock stands again. */
export async function moveClock(page: Page, slug: string, button: string) {
  const before = await query<Clock>(page, slug, "clock.get");
  await page.getByRole("button", { name: "Sandbox clock" }).click();
  await page.getByRole("button", { name: button }).click();
  const clock = () => query<Clock>(page, slug, "clock.get");
  await expect
    .poll(async () => ((await clock()).now > before.now ? (await clock()).targetAt : "still"), {
      timeout: 60_000,
      intervals: [100, 200, 400],
    })
    .toBeNull();
  expect((await clock()).error).toBeNull();
  await page.keyboard.press("Escape");
}

/** Moves the sandbox clock to what happens next, and waits until it has. */
export async function nextEvent(page: Page, slug: string): Promise<void> {
  await change(page, slug, "clock.move", { to: "next_event" });
  const clock = () => query<Clock>(page, slug, "clock.get");
  await expect.poll(async () => (await clock()).targetAt, { timeout: 60_000, intervals: [50, 100, 200] }).toBeNull();
}
