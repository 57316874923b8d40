import { test as base } from "@playwright/test";

/**
 * A test that visits from a network address of its own, as the proxy in front would report it: what one address may do
 * in an hour (server/rate-limits) is not shared by tests that play unrelated people.
 */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
  extraHTTPHeaders: async ({}, use) => {
    const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
    await use({ "x-forwarded-for": `127.${a}.${b}.${c}` });
  },
});
