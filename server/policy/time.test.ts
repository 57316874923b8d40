// Written from the facts: hours, zones, holidays, and the dates on which rules switch.
import { describe, expect, test } from "vitest";
import { decideCase } from "@/server/policy/decide-cases";
import { answer, businessCase, NUMBER, policyCase } from "@/server/policy/testing/policy-case";

const nowhere = { address: null };

describe("a collector's consumer is contacted from 08:00 until before 21:00", () => {
  test.each([
    ["07:59", "2026-11-18T12:59Z", "defer", "2026-11-18T13:00:00Z"],
    ["08:00", "2026-11-18T13:00Z", "allow", null],
    ["20:59:59", "2026-11-19T01:59:59.999Z", "allow", null],
    ["21:00", "2026-11-19T02:00Z", "defer", "2026-11-19T13:00:00Z"],
  ])("%s in New York", (_name, at, verdict, next) => {
    for (const channel of ["voice", "sms", "email"]) {
      const contact = { channel, ...(channel === "email" ? { address: "a@b.example" } : {}) };
      const expected = [verdict, verdict === "defer" ? "TIME_WINDOW" : null, next];
      expect(answer(policyCase({ at, contact }))).toEqual(expected);
    }
  });

  test("debt buyers too; not a creditor, not a company, not a commercial debt", () => {
    const at = "2026-11-19T02:00Z";
    expect(answer(policyCase({ at, collector: { role: "debt_buyer" } }))[1]).toBe("TIME_WINDOW");
    expect(answer(policyCase({ at, collector: { role: "first_party" } }))[0]).toBe("allow");
    expect(answer(policyCase({ at, debtor: { kind: "company" } }))[0]).toBe("allow");
    expect(answer(policyCase({ at, debt: { purpose: "commercial" } }))[0]).toBe("allow");
  });

  test.each([
    ["clocks go forward at 02:00", "2026-03-08T06:59Z", "2026-03-08T12:00:00Z"],
    ["clocks go back at 02:00", "2026-11-01T05:59Z", "2026-11-01T13:00:00Z"],
  ])("the morning on which %s opens at eight by the new time", (_name, at, next) => {
    expect(answer(policyCase({ at }))).toEqual(["defer", "TIME_WINDOW", next]);
  });

  test("an opening that the clocks skip is the moment after the jump", () => {
    const housePolicy = { notBefore: "02:30", notAfter: "04:00" };
    expect(answer(businessCase({ at: "2026-03-08T05:00Z", housePolicy }))).toEqual([
      "defer",
      "TIME_POLICY",
      "2026-03-08T07:00:00Z",
    ]);
  });
});

describe("zones are a set", () => {
  const zones = (value: unknown) => decideCase(value).candidateZones;
  const at = "2026-11-18T13:30Z";

  test("a split area code waits until it is a good hour in all of it", () => {
    const split = policyCase({ at, debtor: nowhere, contact: { address: "+18505550143" } });
    expect(zones(split)).toEqual(["America/Chicago", "America/New_York"]);
    expect(answer(split)).toEqual(["defer", "TZ_AMBIGUOUS", "2026-11-18T14:00:00Z"]);
  });
  test("number and address that disagree wait for both", () => {
    const apart = policyCase({ at, debtor: { address: { country: "US", region: "CA" } } });
    expect(zones(apart)).toEqual(["America/Los_Angeles", "America/New_York"]);
    expect(answer(apart)).toEqual(["defer", "TZ_CONFLICT", "2026-11-18T16:00:00Z"]);
  });
  test("an address that spans zones without contradicting the number is no conflict", () => {
    const debtor = { address: { country: "US", region: "FL" } };
    expect(answer(policyCase({ at, debtor, contact: { address: "+13055550143" } }))).toEqual([
      "defer",
      "TZ_AMBIGUOUS",
      "2026-11-18T14:00:00Z",
    ]);
    expect(answer(policyCase({ at, debtor, contact: { channel: "email", address: "a@b.example" } }))[1]).toBe(
      "TZ_AMBIGUOUS",
    );
  });
  test("closed everywhere is the rule's own code, however many zones", () => {
    const split = { debtor: nowhere, contact: { address: "+18505550143" } };
    expect(answer(policyCase({ at: "2026-11-18T12:30Z", ...split }))).toEqual([
      "defer",
      "TIME_WINDOW",
      "2026-11-18T14:00:00Z",
    ]);
  });
  test("a verified address outweighs the number; a stated zone outweighs both", () => {
    const address = { country: "US", region: "CA" };
    expect(zones(policyCase({ debtor: { address, addressVerified: true } }))).toEqual(["America/Los_Angeles"]);
    const debtor = { address, addressVerified: true, statedTimeZone: "Asia/Calcutta" };
    expect(zones(policyCase({ debtor }))).toEqual(["Asia/Kolkata"]);
  });
  test.each([
    ["FL", "32501", ["America/Chicago"]],
    ["FL", "33101", ["America/New_York"]],
    ["FL", "99501", ["America/Chicago", "America/New_York"]],
    ["FL", undefined, ["America/Chicago", "America/New_York"]],
    ["TX", "79901", ["America/Denver"]],
    ["TX", "78701", ["America/Chicago"]],
    ["TN", "37902", ["America/New_York"]],
    ["TN", "37201", ["America/Chicago"]],
    ["IN", "46201", ["America/Indiana/Indianapolis"]],
    ["KY", "42001", ["America/Chicago"]],
  ])("in %s the postcode %s settles it", (region, postalCode, expected) => {
    const debtor = { address: { country: "US", region, postalCode } };
    const contact = { channel: "email", address: "a@b.example" };
    expect(zones(policyCase({ debtor, contact }))).toEqual(expected);
  });
  test("a city far from the seams of its region settles it; Sydney's time is the state's", () => {
    const mail = { contact: { channel: "email", address: "a@b.example" } };
    const of = (address: object) => zones(policyCase({ debtor: { address }, ...mail }));
    expect(of({ country: "CA", region: "ON", city: "Toronto" })).toEqual(["America/Toronto"]);
    expect(of({ country: "CA", region: "ON" })).toEqual(["America/Atikokan", "America/Toronto", "America/Winnipeg"]);
    expect(of({ country: "AU", region: "NSW" })).toEqual(["Australia/Sydney"]);
    expect(of({ country: "AU", region: "NSW", postalCode: "2880" })).toEqual(["Australia/Broken_Hill"]);
    expect(of({ country: "US", region: "FL", city: "Miami" })).toEqual(["America/Chicago", "America/New_York"]);
  });
  test("a postcode without a state names it", () => {
    const debtor = { address: { country: "US", postalCode: "32501" } };
    expect(zones(policyCase({ debtor, contact: { channel: "email", address: "a@b.example" } }))).toEqual([
      "America/Chicago",
    ]);
  });
  test("a toll-free number alone has none, and a time rule then denies", () => {
    const tollFree = policyCase({ debtor: nowhere, contact: { address: "+18005550143" } });
    expect(answer(tollFree)).toEqual(["deny", "TZ_UNKNOWN", null]);
    expect(zones(tollFree)).toEqual([]);
    expect(answer(businessCase({ debtor: nowhere, contact: { address: "+18005550143" } }))[0]).toBe("allow");
    expect(answer(policyCase({ contact: { address: "+18005550143" } }))[0]).toBe("allow");
  });
  test("an Australian mobile may be anywhere in Australia", () => {
    const mobile = businessCase({ at: "2026-11-18T20:30Z", debtor: nowhere, contact: { address: "+61491570006" } });
    expect(zones(mobile)).toEqual(expect.arrayContaining(["Australia/Perth", "Australia/Sydney"]));
    expect(answer(mobile)).toEqual(["defer", "TZ_AMBIGUOUS", "2026-11-18T23:30:00Z"]);
  });
});

describe("what is not known is not allowed", () => {
  test.each([
    ["nobody knows the country", { debtor: nowhere, contact: { channel: "email", address: "a@b.example" } }],
    ["Brazil has no rules here", { debtor: { address: { country: "BR" } }, contact: { address: "+5511955550143" } }],
    ["the number is Brazilian", { contact: { address: "+5511955550143" } }],
  ])("%s", (_name, changes) => {
    expect(answer(businessCase(changes)).slice(0, 2)).toEqual(["deny", "JURISDICTION_UNKNOWN"]);
  });
  test("house hours open a country without rules", () => {
    const debtor = { address: { country: "BR" }, statedTimeZone: "America/Sao_Paulo" };
    const open = {
      debtor,
      contact: { address: "+5511955550143" },
      housePolicy: { notBefore: "09:00", notAfter: "18:00" },
    };
    expect(answer(businessCase(open))[0]).toBe("allow");
    expect(answer(businessCase({ ...open, at: "2026-11-18T21:00Z" }))[1]).toBe("TIME_POLICY");
    expect(answer(businessCase({ ...open, housePolicy: { notBefore: "09:00" } }))[1]).toBe("JURISDICTION_UNKNOWN");
  });
  test.each([
    ["an unknown channel", { contact: { channel: "fax" } }],
    ["a bad instant", { at: "yesterday" }],
    ["an instant without an offset", { at: "2026-11-18T12:00:00" }],
    ["30 February", { at: "2026-02-30T12:00:00Z" }],
    ["an unknown zone", { debtor: { statedTimeZone: "Mars/Olympus" } }],
    ["an offset for a zone", { debtor: { statedTimeZone: "+05:30" } }],
    ["house hours that are none", { housePolicy: { notBefore: "8" } }],
    ["no history", { history: undefined }],
    ["a number that is none", { contact: { address: "call me" } }],
  ])("%s", (_name, changes) => {
    expect(answer(policyCase(changes as never))).toEqual(["deny", "SYSTEM_FAIL_CLOSED", null]);
  });
});

describe("what the debtor and the house prefer", () => {
  test("only after 18:00", () => {
    const debtor = { kind: "consumer", address: { country: "GB" }, preferences: { notBefore: "18:00" } };
    const london = {
      debtor,
      debt: { regulatedCredit: true },
      contact: { address: "+442071838750" },
      at: "2026-11-18T14:00Z",
    };
    expect(answer(policyCase(london))).toEqual(["defer", "PREF_TIME", "2026-11-18T18:00:00Z"]);
    expect(decideCase(policyCase(london)).reasons[0]?.ruleId).toBe("UK-CONC");
  });
  test("only on some days", () => {
    const debtor = { preferences: { days: ["mon"] } };
    expect(answer(businessCase({ debtor }))).toEqual(["defer", "PREF_TIME", "2026-11-23T05:00:00Z"]);
  });
  test("a night shift's hours go on past midnight", () => {
    const debtor = { preferences: { notBefore: "20:00", notAfter: "02:00" } };
    expect(answer(businessCase({ at: "2026-11-18T06:00Z", debtor }))[0]).toBe("allow");
    expect(answer(businessCase({ debtor }))).toEqual(["defer", "PREF_TIME", "2026-11-19T01:00:00Z"]);
  });
  test("who writes at a time they called inconvenient gets one answer there and then", () => {
    const debtor = { preferences: { notBefore: "18:00" } };
    const contact = { channel: "sms" };
    const wrote = { at: "2026-11-18T16:55Z", channel: "sms", direction: "inbound", accountId: "A" };
    expect(answer(policyCase({ debtor, contact, history: [wrote] }))[0]).toBe("allow");
    const answered = { at: "2026-11-18T16:57Z", channel: "sms", direction: "outbound", accountId: "A" };
    expect(answer(policyCase({ debtor, contact, history: [wrote, answered] }))[1]).toBe("PREF_TIME");
    expect(answer(policyCase({ debtor, history: [wrote] }))[1]).toBe("PREF_TIME");
    expect(answer(policyCase({ debtor, contact, history: [wrote], at: "2026-11-19T17:00Z" }))[1]).toBe("PREF_TIME");
  });
  test("that answer waits for the law's hours, not for theirs", () => {
    const debtor = { preferences: { notBefore: "18:00" } };
    const wrote = { at: "2026-11-18T07:00Z", channel: "sms", direction: "inbound", accountId: "A" };
    const asked = { debtor, contact: { channel: "sms" }, at: "2026-11-18T07:05Z" };
    expect(answer(policyCase({ ...asked, history: [wrote] }))).toEqual([
      "defer",
      "TIME_WINDOW",
      "2026-11-18T13:00:00Z",
    ]);
    expect(answer(policyCase(asked))).toEqual(["defer", "TIME_WINDOW", "2026-11-18T23:00:00Z"]);
  });
  test("hours that never meet are no window", () => {
    const debtor = { preferences: { notBefore: "22:00" } };
    expect(answer(policyCase({ debtor, at: "2026-11-19T04:00Z" }))).toEqual(["deny", "NO_WINDOW", null]);
  });
  test("a preference no consent lifts", () => {
    const consents = [{ channel: "voice", address: NUMBER, kind: "timed", at: "2026-11-18T12:00Z" }];
    expect(answer(policyCase({ at: "2026-11-19T02:00Z", consents }))[1]).toBe("TIME_WINDOW");
  });
});
