// What a careful reader runs into on a screen: faults of accessibility, something too wide, a word that is missing.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** A folder to keep a picture of everything in, for people who want to look. */
const pictures = process.env.E2E_PICTURES;
const namespaces = readdirSync("server/i18n/messages/en").map((file) => file.replace(".json", ""));

/**
 * What is wrong with the page, or only with what a selector finds in it. Legacy mode finds the same and opens no second page
 * to put together what frames of other origins say: there are none.
 */
export async function inspect(page: Page, where: string, part = "body"): Promise<string[]> {
  await settled(page);
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (part === "body" ? axe : axe.include(part)).analyze();
  await keepPicture(page, where);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
    ...(await page.evaluate(tooWide, part)),
    ...(await page.evaluate(withoutWords, { part, namespaces })),
  ].map((fault) => `${where}: ${fault}`);
}

export async function keepPicture(page: Page, name: string) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name.replaceAll(/[^\w]+/g, "-").replace(/^-/, "")}.png`) });
}

/** Whether the page fits its screen. */
export async function fits(page: Page, where: string): Promise<string[]> {
  return (await page.evaluate(tooWide, "body")).map((fault) => `${where}: ${fault}`);
}

/** Nothing is loading any more. */
export async function settled(page: Page) {
  await expect(page.locator("main").first()).toBeAttached();
  await expect(page.locator('[data-slot="skeleton"], [aria-busy="true"]')).toHaveCount(0);
}

/** What the browser's policy stopped, and what broke, while the page lived. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  return faults;
}

/** Boxes that hold a whole screen, or a whole dialog, have nothing beside their edge: neither to scroll to nor cut off. */
function tooWide(part: string): string[] {
  const boxes = [...document.querySelectorAll(part === "body" ? "html, body, body div:has(main), main" : part)];
  return boxes
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.scrollWidth - box.clientWidth} px too wide: ${box.tagName} ${box.className}`);
}

/** What next-intl shows in place of a message it does not have. */
function withoutWords({ part, namespaces }: { part: string; namespaces: string[] }): string[] {
  const key = new RegExp(`^(?:${namespaces.join("|")})(?:\\.[A-Za-z0-9_]+)+$`);
  const elements = [...document.querySelectorAll(`${part}, ${part} *`)];
  const texts = elements.flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
    ...["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
  ]);
  return [...new Set(texts.map((text) => text.trim()).filter((text) => key.test(text)))].map(
    (text) => `no words for ${text}`,
  );
}
