// What a User-Agent says in a few words. Pure.

const browsers: [string, RegExp][] = [
  ["Edge", /Edg(e|A|iOS)?\//],
  ["Opera", /OPR\//],
  ["Samsung Internet", /SamsungBrowser\//],
  ["Firefox", /(Firefox|FxiOS)\//],
  ["Chrome", /(HeadlessChrome|Chrome|CriOS)\//],
  ["Safari", /Version\/.*Safari\//],
];
const systems: [string, RegExp][] = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["macOS", /Macintosh|Mac OS X/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux/],
];

/** Browser and system, or null when neither is known. */
export function deviceName(userAgent: string | null): { browser: string; system: string } | null {
  const first = (list: [string, RegExp][]) => list.find(([, pattern]) => pattern.test(userAgent ?? ""))?.[0];
  const browser = first(browsers);
  const system = first(systems);
  return browser && system ? { browser, system } : null;
}
