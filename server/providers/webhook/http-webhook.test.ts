import type { lookup } from "node:dns";
import { afterEach, describe, expect, test } from "vitest";
import { type Answer, startVendorServer, type VendorServer } from "@/server/providers/testing/vendor-server";
import { httpWebhook } from "@/server/providers/webhook/http-webhook";
import { isPublicAddress } from "@/server/providers/webhook/public-address";

const signal = () => AbortSignal.timeout(5_000);
let server: VendorServer | undefined;
afterEach(() => server?.close());

/** A resolver that answers from a table, one answer a look-up, the last again and again. */
function resolver(table: Record<string, string[][]>) {
  const asked: string[] = [];
  const resolve = ((host: string, _options: unknown, done: (error: Error | null, found: unknown) => void) => {
    const answers = table[host] ?? [];
    const nth = asked.filter((name) => name === host).length;
    asked.push(host);
    const addresses = answers[Math.min(nth, answers.length - 1)];
    if (!addresses) return done(Object.assign(new Error("not found"), { code: "ENOTFOUND" }), []);
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  return { resolve, asked };
}

/** Calls a local server under the name hooks.example; only this machine's 127.0.0.1 counts as public besides. */
async function call(path: string, answers: (url: string) => Answer[], table: Record<string, string[][]> = {}) {
  let own = "";
  server = await startVendorServer((_asked, nth) => answers(own)[nth - 1] ?? { status: 500 });
  const port = new URL(server.url).port;
  own = `http://hooks.example:${port}`;
  const { resolve } = resolver({ "hooks.example": [["127.0.0.1"]], ...table });
  const port_ = httpWebhook({
    plain: true,
    resolve,
    isPublic: (address) => address === "127.0.0.1" || isPublicAddress(address),
  });
  const url = path.startsWith("http") ? path.replace("PORT", port) : `${own}${path}`;
  const outcome = await port_.call({ url, headers: { "webhook-id": "ernd_1" }, body: '{"a":1}' }, signal());
  return { outcome, asked: server.asked };
}

test.each([
  "10.0.0.1",
  "127.0.0.1",
  "169.254.169.254",
  "172.16.5.5",
  "192.168.1.1",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "::ffff:10.0.0.1",
  "::ffff:127.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::1",
  "2001:db8::1",
  "ff02::1",
  "not an address",
])("%s is no public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111"])("%s is one", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

describe("a webhook", () => {
  test("posts what it was given to the address that was checked, and reads the JSON", async () => {
    const { outcome, asked } = await call("/x?y=1", () => [{ status: 200, body: { credit: { hold: true } } }]);
    expect(outcome).toEqual({ kind: "answered", body: { credit: { hold: true } } });
    expect(asked).toMatchObject([{ method: "POST", path: "/x", body: '{"a":1}', headers: { "webhook-id": "ernd_1" } }]);
    expect(asked[0]?.headers.host).toMatch(/^hooks\.example:/);
  });

  test.each([
    ["a private address in figures", "http://10.0.0.1:PORT/x"],
    ["the same in another spelling", "http://0x0a000001:PORT/x"],
    ["the machine itself by IPv6", "http://[::1]:PORT/x"],
    ["an address mapped into IPv6", "http://[::ffff:10.0.0.1]:PORT/x"],
    ["a name that leads inside", "http://inside.example:PORT/x"],
    ["a name with one address outside and one inside", "http://mixed.example:PORT/x"],
  ])("is refused for %s, and nothing is sent", async (_case, url) => {
    const { outcome, asked } = await call(url, () => [{ status: 200 }], {
      "inside.example": [["192.168.0.7"]],
      "mixed.example": [["127.0.0.1", "169.254.169.254"]],
    });
    expect(outcome).toEqual({ kind: "refused", code: "ADDRESS_REFUSED" });
    expect(asked).toHaveLength(0);
  });

  test("is refused where a redirect leads inside, also by a name whose address has changed meanwhile", async () => {
    const inside = await call("/x", () => [{ status: 307, headers: { location: "http://192.168.1.1/admin" } }]);
    expect(inside.outcome).toEqual({ kind: "refused", code: "ADDRESS_REFUSED" });
    await server?.close();
    const changed = await call("/x", (own) => [{ status: 308, headers: { location: `${own}/again` } }], {
      "hooks.example": [["127.0.0.1"], ["10.1.2.3"]],
    });
    expect(changed.outcome).toEqual({ kind: "refused", code: "ADDRESS_REFUSED" });
    expect(changed.asked).toHaveLength(1);
  });

  test("follows a redirect that keeps the method, and not for ever", async () => {
    const once = await call("/x", (own) => [
      { status: 307, headers: { location: `${own}/moved` } },
      { status: 200, body: {} },
    ]);
    expect(once.outcome).toEqual({ kind: "answered", body: {} });
    expect(once.asked[1]).toMatchObject({ method: "POST", path: "/moved", body: '{"a":1}' });
    await server?.close();
    const round = await call("/x", (own) => Array(9).fill({ status: 308, headers: { location: `${own}/x` } }));
    expect(round.outcome).toEqual({ kind: "refused", code: "TOO_MANY_REDIRECTS" });
  });

  test("is tried again after a fault of the receiver, and not after a refusal", async () => {
    const busy = await call("/x", () => [{ status: 503, headers: { "retry-after": "90" } }]);
    expect(busy.outcome).toEqual({ kind: "failed", code: "HTTP_503", retryAfterSeconds: 90 });
    await server?.close();
    const refused = await call("/x", () => [{ status: 410 }]);
    expect(refused.outcome).toEqual({ kind: "refused", code: "HTTP_410" });
    await server?.close();
    const cut = await call("/x", () => [{ status: 200, cut: true }]);
    expect(cut.outcome).toMatchObject({ kind: "failed" });
  });

  test("takes no endless answer", async () => {
    const { outcome } = await call("/x", () => [{ status: 200, body: { text: "x".repeat(300_000) } }]);
    expect(outcome).toEqual({ kind: "refused", code: "ANSWER_TOO_LARGE" });
  });

  test("is called by https only, without a name and password in the address", async () => {
    const port = httpWebhook();
    for (const url of ["http://hooks.example.com/x", "https://me:secret@hooks.example.com/x", "ftp://x", "x"]) {
      expect(await port.call({ url, headers: {}, body: "{}" }, signal())).toEqual({
        kind: "refused",
        code: "URL_REFUSED",
      });
    }
  });
});
