import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, sign, verifySignature } from "@/inngest/runner/wire/signature";

describe("canonical JSON", () => {
  test("sorts members, drops undefined ones, and writes no spaces", () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }], é: "€\n" })).toBe(
      '{"a":[{"d":null}],"b":1,"é":"€\\n"}',
    );
  });

  test("is the same for every order of members, and means the same value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("signatures", () => {
  const now = new Date("2026-03-02T15:00:00Z");
  const key = "signkey-prod-0123456789abcdef";

  test("are valid for their body, key and five minutes", () => {
    const signature = sign("{}", key, now);
    expect(verifySignature(signature, "{}", key, now)).toBe(true);
    expect(verifySignature(signature, "{} ", key, now)).toBe(false);
    expect(verifySignature(signature, "{}", "signkey-prod-00", now)).toBe(false);
    expect(verifySignature(signature, "{}", key, new Date(now.getTime() + 301_000))).toBe(false);
    expect(verifySignature(null, "{}", key, now)).toBe(false);
    expect(verifySignature("t=now&s=x", "{}", key, now)).toBe(false);
  });
});
