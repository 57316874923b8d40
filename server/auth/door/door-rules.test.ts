import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { callerAddress } from "@/server/auth/door/caller-address";
import {
  calledByMachines,
  contentSecurityPolicy,
  libraryStyles,
  securityHeaders,
} from "@/server/auth/door/content-security";
import { isLoopbackHost } from "@/server/auth/door/loopback";
import { ipPrefix } from "@/server/auth/door/person-context";
import { isBrokenAddress, isForeign } from "@/server/auth/door/same-origin";
import { guessLocality } from "@/server/auth/guess-locality";
import { mailboxOpenTo } from "@/server/auth/mailbox/sandbox-mailbox";

const own = ["https://app.duelane.test"];
const request = (method: string, headers: Record<string, string>) => ({ method, headers: new Headers(headers) });

test.each(["/pay/%E0%A4%A", "/lane/debtors?q=%00", "/lane/%00"])(
  "an address that names nothing is refused: %s",
  (path) => {
    expect(isBrokenAddress(new URL(path, own[0]))).toBe(true);
  },
);

test.each(["/lane/debtors?q=100%", "/pay/%E0%A4%AA?lang=hi", "/"])(
  "an unusual address is none of those: %s",
  (path) => {
    expect(isBrokenAddress(new URL(path, own[0]))).toBe(false);
  },
);

describe("style elements", () => {
  const policy = (development: boolean) => contentSecurityPolicy({ nonce: "n0", https: false, development });

  test("stand only with the page's nonce or as a library's own text", () => {
    expect(policy(false)).toContain("style-src-elem 'self' 'nonce-n0' 'sha256-");
    expect(/style-src-elem [^;]*unsafe-inline/.test(policy(false))).toBe(false);
  });

  test.each([
    ["sonner", "dist/index.mjs", /__insertCSS\(("(?:[^"\\]|\\.)*")\)/],
    ["@radix-ui/react-select", "dist/index.mjs", /__html: (`[^`]*`)/],
  ] as const)("of %s are the ones whose hash is allowed", (name, file, literal) => {
    const source = readFileSync(join("node_modules", name, file), "utf8");
    const text = literal.exec(source)?.[1] ?? "";
    const css = text.startsWith('"') ? JSON.parse(text) : text.slice(1, -1);
    expect(libraryStyles[name]).toBe(`sha256-${createHash("sha256").update(css).digest("base64")}`);
  });
});

test("a page connects to Twilio only where calls are taken over in the browser", () => {
  const connections = (browserPhone: boolean) =>
    /connect-src ([^;]*)/.exec(
      contentSecurityPolicy({ nonce: "n0", https: true, development: false, browserPhone }),
    )?.[1];
  expect(connections(false)).toBe("'self'");
  expect(connections(true)).toBe("'self' wss://*.twilio.com https://*.twilio.com");
});

describe("the local mailbox, and signing up without a confirmation", () => {
  const local = { host: "localhost:3000", ip: "127.0.0.1" };
  const kept = { vendor: false, readers: "this_machine" } as const;

  test("are for callers on the machine itself", () => {
    expect(mailboxOpenTo(local, kept)).toBe(true);
    expect(mailboxOpenTo({ ...local, ip: "192.0.2.9" }, kept)).toBe(false);
    expect(mailboxOpenTo({ ...local, host: "duelane.example" }, kept)).toBe(false);
  });

  test("are for anyone only where the operator said so, and for nobody where mails are sent", () => {
    const stranger = { host: "duelane.example", ip: "192.0.2.9" };
    expect(mailboxOpenTo(stranger, { ...kept, readers: "anyone" })).toBe(true);
    for (const readers of ["this_machine", "anyone"] as const)
      expect(mailboxOpenTo(local, { vendor: true, readers })).toBe(false);
  });
});

describe("changes by another site's page", () => {
  test.each([
    ["a form of another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a sibling subdomain", { origin: "https://blog.duelane.test", "sec-fetch-site": "same-site" }],
    ["an old browser that sends no Origin", { "sec-fetch-site": "cross-site" }],
    ["our host by http where we are https", { origin: "http://app.duelane.test", host: "app.duelane.test" }],
    ["a page that only claims our host", { origin: "https://evil.example", host: "evil.example" }],
  ])("are refused: %s", (_, headers) => {
    expect(isForeign(request("POST", headers), own)).toBe(true);
  });

  test.each([
    ["our own page", { origin: "https://app.duelane.test", "sec-fetch-site": "same-origin" }],
    [
      "our page by another name of the host",
      { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000", "sec-fetch-site": "same-origin" },
    ],
    ["a program, which carries nobody's cookies", {}],
  ])("are not taken for one: %s", (_, headers) => {
    expect(isForeign(request("POST", headers), own)).toBe(false);
  });

  test("reading is not changing", () => {
    expect(isForeign(request("GET", { origin: "https://evil.example" }), own)).toBe(false);
  });

  test("only doors that act by no cookie are open to machines", () => {
    const open = ["/api/webhooks/twilio/status", "/api/inngest", "/unsubscribe/abc", "/pay/abc"];
    const byCookie = [
      "/api/trpc/x",
      "/api/auth/signout",
      "/payments",
      "/api/webhooksx",
      "/unsubscribed",
      "/a/settings",
    ];
    expect(open.filter(calledByMachines)).toEqual(open);
    expect(byCookie.filter(calledByMachines)).toEqual([]);
  });
});

describe("the headers", () => {
  test("scripts need this answer's nonce, and nobody frames us", () => {
    const policy = contentSecurityPolicy({ nonce: "n0nce", https: true, development: false });
    expect(policy).toContain("script-src 'self' 'nonce-n0nce' 'strict-dynamic';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'; base-uri 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test("https is insisted on where the address is https, and only there", () => {
    expect(securityHeaders(true)["strict-transport-security"]).toMatch(/max-age=63072000/);
    expect(securityHeaders(false)).not.toHaveProperty("strict-transport-security");
  });
});

describe("the caller's address", () => {
  test.each([
    ["the web server's own entry, without proxies", "198.51.100.7", 0, "198.51.100.7"],
    ["what our one proxy saw, not what the caller claims", "10.0.0.1, 198.51.100.7", 1, "198.51.100.7"],
    ["what the outer of two proxies saw", "10.0.0.1, 198.51.100.7, 172.16.0.1", 2, "198.51.100.7"],
    ["what there is, when fewer proxies stood between", "198.51.100.7", 2, "198.51.100.7"],
    ["unknown", null, 0, "unknown"],
  ])("is %s", (_, forwarded, proxies, expected) => {
    expect(callerAddress(forwarded, proxies)).toBe(expected);
  });

  test.each([
    ["198.51.100.7", "198.51.100.0/24"],
    ["::ffff:198.51.100.7", "198.51.100.0/24"],
    ["2001:db8:aa:bb::7", "2001:db8:aa::/48"],
    ["2001:0db8::1", "2001:db8:0::/48"],
    ["127.0.0.1", null],
    ["unknown", null],
  ])("%s is kept as its network %s", (ip, prefix) => {
    expect(ipPrefix(ip)).toBe(prefix);
  });

  test("only names of this machine are loopback", () => {
    for (const host of ["localhost", "localhost:3000", "127.0.0.1:3000", "[::1]:3000", "::1", "::ffff:127.0.0.1"]) {
      expect([host, isLoopbackHost(host)]).toEqual([host, true]);
    }
    for (const host of [null, "", "duelane.test", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"]) {
      expect([host, isLoopbackHost(host)]).toEqual([host, false]);
    }
  });
});

describe("the first guess at a company's place", () => {
  test.each([
    [
      "the zone wins over the language's region",
      ["US", "Asia/Calcutta"],
      { country: "IN", timeZone: "Asia/Kolkata", currency: "INR" },
    ],
    [
      "the region where the zone is of several countries' language",
      ["GB", undefined],
      { country: "GB", timeZone: "Europe/London", currency: "GBP" },
    ],
    [
      "a US zone that names no country",
      ["US", "America/Denver"],
      { country: "US", timeZone: "America/Denver", currency: "USD" },
    ],
    ["nonsense", ["ZZ", "Mars/Olympus"], { country: "US", timeZone: "America/Chicago", currency: "USD" }],
  ] as const)("%s", (_, [region, zone], expected) => {
    expect(guessLocality(region, zone)).toEqual(expected);
  });
});
