import { expect, test } from "vitest";
import { chooseNumber } from "@/server/numbers/outbound/choose-number";

const chicago = { e164: "+13125550100", callsToday: 9 };
const austin = { e164: "+15125550100", callsToday: 5 };
const dallas = { e164: "+12145550100", callsToday: 1 };
const mumbai = { e164: "+912261234567", callsToday: 0 };
const pool = [chicago, austin, dallas, mumbai];

test("a debtor sees the number they know, while it is in the pool", () => {
  expect(chooseNumber(pool, { to: "+15125550177", knownFrom: chicago.e164 })).toBe(chicago.e164);
  expect(chooseNumber([austin], { to: "+15125550177", knownFrom: chicago.e164 })).toBe(austin.e164);
});

test("else one of their area, else of their country, and the least used of those", () => {
  expect(chooseNumber(pool, { to: "+13125550177", knownFrom: null })).toBe(chicago.e164);
  expect(chooseNumber(pool, { to: "+14155550177", knownFrom: null })).toBe(dallas.e164);
  expect(chooseNumber(pool, { to: "+919876543210", knownFrom: null })).toBe(mumbai.e164);
  expect(chooseNumber(pool, { to: "+442079460000", knownFrom: null })).toBe(mumbai.e164);
});

test("without a pool none", () => {
  expect(chooseNumber([], { to: "+15125550177", knownFrom: null })).toBeNull();
});
