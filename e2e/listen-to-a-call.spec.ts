// A recording is listened to on its call's page: by mouse, by keyboard and from a turn of the transcript; nobody else hears it,
// and the log knows who did.
import { execFileSync } from "node:child_process";
import { expect, type Page } from "@playwright/test";
import { inspect } from "@/e2e/material/inspect";
import { test } from "@/e2e/material/visitor";
import { signUp } from "@/e2e/material/workspace";

function recordedCall(slug: string): string {
  const program = ["--import", "./scripts/process/sources.mjs", "e2e/material/recorded-call.ts", slug];
  const env = { ...process.env, DUELANE_DATA_DIR: process.env.DUELANE_DATA_DIR ?? ".data/e2e" };
  return execFileSync(process.execPath, program, { env, encoding: "utf8" }).trim();
}

const secondsIn = async (page: Page) => {
  const text = await page.getByText(/^\d:\d\d of 0:20$/).textContent();
  return Number(text?.slice(2, 4));
};

test("a recorded call is heard on its page, from any turn on, by its own workspace alone", async ({
  page,
  browser,
}) => {
  const { slug } = await signUp(page, "Listening Freight");
  const callId = recordedCall(slug);

  await test.step("in a sandbox the company's page says why nothing is recorded", async () => {
    await page.goto(`/${slug}/settings/company`);
    await expect(page.getByText("In a sandbox nothing is spoken, so nothing is recorded.")).toBeVisible();
  });

  await test.step("it plays, and its place is moved by keyboard", async () => {
    await page.goto(`/${slug}/calls/${callId}`);
    const recording = page.getByRole("region", { name: "Recording" });
    await recording.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => secondsIn(page)).toBeGreaterThan(0);
    await recording.getByRole("button", { name: "Pause" }).click();
    const place = recording.getByRole("slider", { name: "Where to listen" });
    await place.focus();
    await page.keyboard.press("Home");
    expect(await secondsIn(page)).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await secondsIn(page)).toBe(2);
    await recording.getByRole("button", { name: "On 10 seconds" }).click();
    expect(await secondsIn(page)).toBe(12);
    expect(await inspect(page, "a recording")).toEqual([]);
  });

  await test.step("a turn's time plays it from where it was said", async () => {
    await page.getByRole("button", { name: /^Listen to .* at 0:09$/ }).click();
    await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
    await expect.poll(() => secondsIn(page)).toBeGreaterThanOrEqual(4);
    expect(await secondsIn(page)).toBeLessThan(9);
    await page.getByRole("button", { name: "Pause" }).click();
  });

  await test.step("it is the same on a telephone, in the dark", async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await inspect(page, "a recording, dark, 375")).toEqual([]);
  });

  await test.step("ranges are answered, others hear nothing, and the log tells who listened", async () => {
    const answer = page.waitForResponse((response) => /\/recordings\/rec_\w+$/.test(response.url()));
    await page.reload();
    await page.getByRole("button", { name: "Play" }).click();
    const url = (await answer).url();
    const part = await page.request.get(url, { headers: { range: "bytes=44-1043" } });
    expect([part.status(), part.headers()["content-range"]]).toEqual([206, "bytes 44-1043/640044"]);
    expect(part.headers()["cache-control"]).toContain("no-store");
    expect((await part.body()).length).toBe(1_000);
    const stranger = await (await browser.newContext()).newPage();
    await signUp(stranger, "Curious Freight");
    expect((await stranger.request.get(url)).status()).toBe(404);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`/${slug}/settings/audit`);
    await expect(page.getByText(/listened to the recording of a/).first()).toBeVisible();
  });
});
