import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAmount } from "@/server/payments/lines/parse-amount";
import { makePayToken, readPayToken } from "@/server/payments/links/pay-token";

const secret = "0123456789abcdef0123456789abcdef";

test("a token names the link it was made for", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const token = makePayToken(id, secret);
      expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(readPayToken(token, secret)).toBe(id);
    }),
  );
});

test("a token with any character changed, or made with another secret, is refused", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(42), fc.constantFrom(..."ABCxyz019_-"), (id, position, character) => {
      const token = makePayToken(id, secret);
      const forged = token.slice(0, position) + character + token.slice(position + 1);
      if (forged !== token) expect(readPayToken(forged, secret)).toBeNull();
      expect(readPayToken(token, `${secret}!`)).toBeNull();
    }),
  );
});

test("what is no token at all is refused", () => {
  for (const text of ["", "x", "a".repeat(44), "../../etc/passwd", `${"a".repeat(42)}=`]) {
    expect(readPayToken(text, secret)).toBeNull();
  }
});

test.each([
  ["1,234.5", "USD", 123450],
  ["1 234.50", "USD", 123450],
  ["$1234", "USD", 123400],
  ["₹1,23,456.70", "INR", 12345670],
  ["१२३", "INR", 12300],
  ["1234,50", "EUR", 123450],
  ["1.234,50", "EUR", 123450],
  ["1,234", "USD", 123400],
  ["12,50", "EUR", 1250],
  ["1,5", "USD", 150],
  ["1,23,456", "INR", 12345600],
  ["1,23", "INR", 123],
  ["5 usd", "USD", 500],
  ["Rs. 5", "INR", null],
  ["US$5", "USD", 500],
  ["EUR 5", "USD", null],
  ["€5", "USD", null],
  ["C$5", "CAD", 500],
  ["1200", "JPY", 1200],
  ["0.01", "USD", 1],
  ["12.345", "USD", null],
  ["1.5", "JPY", null],
  ["-5", "USD", null],
  ["1e5", "USD", null],
  ["", "USD", null],
  ["12,34,5", "USD", null],
  ["99999999999999999999", "USD", null],
])("an amount typed as %j in %s is %j minor units", (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor);
});
