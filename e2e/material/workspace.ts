// What several browser tests do alike: sign up, import a file, ask the API what the screens show.
import { expect, type Page } from "@playwright/test";

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
