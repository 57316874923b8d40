// The telephone in the browser, with Twilio's own SDK, a microphone that is a device of Chromium's, and real audio both ways.
import { expect, test } from "@playwright/test";
import { phonePage, TelephoneExchange } from "./material/telephone-exchange";

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const fakes = ["--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection"];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakes] });
  },
});

const openPhone = `(async () => {
  const { BrowserPhone } = await import("/phone/phone.js");
  window.states = [];
  try {
    window.phone = await BrowserPhone.open("a.b.c", (state) => window.states.push(state));
    return "open";
  } catch (error) {
    return error.fault;
  }
})()`;

test("it is rung, hears the brief, takes the call with a key, is heard, and is put away with the call", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["microphone"], { origin: baseURL ?? "" });
  const exchange = await TelephoneExchange.in(context, baseURL ?? "");
  await phonePage(page, baseURL ?? "");
  const states = () => page.evaluate("window.states");
  expect(await page.evaluate(openPhone)).toBe("open");
  expect(exchange.heard.find(({ type }) => type === "listen")?.payload.token).toBe("a.b.c");
  await exchange.ring();
  await expect.poll(states).toEqual(["ringing", "briefed"]);
  await expect.poll(() => exchange.audioBytes()).toBeGreaterThan(2_000);

  await page.evaluate("window.phone.take()");
  await expect
    .poll(() => exchange.heard.filter(({ type }) => type === "dtmf").map(({ payload }) => payload.dtmf))
    .toEqual(["1"]);
  exchange.hangUp();
  await expect.poll(states).toEqual(["ringing", "briefed", "talking", "over"]);
  await page.evaluate("window.phone.hangUp()");
  expect(await states()).toHaveLength(4);
});

test("it can be put away before it is taken, and the telephone provider is told", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["microphone"], { origin: baseURL ?? "" });
  const exchange = await TelephoneExchange.in(context, baseURL ?? "");
  await phonePage(page, baseURL ?? "");
  expect(await page.evaluate(openPhone)).toBe("open");
  await exchange.ring();
  await expect.poll(() => page.evaluate("window.states")).toEqual(["ringing", "briefed"]);
  await page.evaluate("window.phone.hangUp()");
  await expect.poll(() => exchange.heard.some(({ type }) => type === "hangup")).toBe(true);
  expect(await page.evaluate("window.states")).toEqual(["ringing", "briefed", "over"]);
});

test("without the microphone nobody is rung", async ({ page, context, baseURL }) => {
  const exchange = await TelephoneExchange.in(context, baseURL ?? "");
  await phonePage(page, baseURL ?? "");
  expect(await page.evaluate(openPhone)).toBe("microphone");
  expect(exchange.heard).toEqual([]);
});
