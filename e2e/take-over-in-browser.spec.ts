// The telephone in the browser, with Twilio's own SDK, a microphone that is a device of Chromium's, and real audio both ways.
import { expect, type Page, test } from "@playwright/test";
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

/** A page whose telephone was opened, as far as the microphone let it. */
async function phoneIn(page: Page, origin: string) {
  const exchange = await TelephoneExchange.in(page.context(), origin);
  await phonePage(page, origin);
  const became = await page.evaluate(openPhone);
  return { exchange, became, states: () => page.evaluate("window.states") };
}

async function answered(page: Page, origin: string) {
  await page.context().grantPermissions(["microphone"], { origin });
  const { exchange, became, states } = await phoneIn(page, origin);
  expect(became).toBe("open");
  await exchange.ring();
  await expect.poll(states).toEqual(["ringing", "briefed"]);
  return { exchange, states };
}

test("it is rung, hears the brief, takes the call with a key, is heard, and is put away with the call", async ({
  page,
  baseURL,
}) => {
  const { exchange, states } = await answered(page, baseURL ?? "");
  expect(exchange.heard.find(({ type }) => type === "listen")?.payload.token).toBe("a.b.c");
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

test("it can be put away before it is taken, and the telephone provider is told", async ({ page, baseURL }) => {
  const { exchange, states } = await answered(page, baseURL ?? "");
  await page.evaluate("window.phone.hangUp()");
  await expect.poll(() => exchange.heard.some(({ type }) => type === "hangup")).toBe(true);
  expect(await states()).toEqual(["ringing", "briefed", "over"]);
});

test("a line to the exchange that breaks and comes back ends no call: both go on speaking", async ({
  page,
  baseURL,
}) => {
  const { exchange, states } = await answered(page, baseURL ?? "");
  await page.evaluate("window.phone.take()");
  await exchange.drop();
  await expect.poll(() => exchange.heard.some(({ payload }) => payload.reconnect === "back-to-CA1")).toBe(true);
  const before = await exchange.audioBytes();
  await expect.poll(() => exchange.audioBytes()).toBeGreaterThan(before + 2_000);
  expect(await states()).toEqual(["ringing", "briefed", "talking"]);
  exchange.hangUp();
  await expect.poll(states).toEqual(["ringing", "briefed", "talking", "over"]);
});

test("without the microphone nobody is rung", async ({ page, baseURL }) => {
  const { exchange, became } = await phoneIn(page, baseURL ?? "");
  expect(became).toBe("microphone");
  expect(exchange.heard).toEqual([]);
});
