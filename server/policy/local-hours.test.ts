// Written from the facts: the hours of states and countries, and the dates on which they switch.
import { describe, expect, test } from "vitest";
import { answer, businessCase, policyCase } from "@/server/policy/testing/policy-case";

describe("states and countries have hours of their own", () => {
  const florida = { debtor: { address: { country: "US", region: "FL", postalCode: "33101" } } };
  const first = { collector: { role: "first_party" } };
  const late = "2026-11-19T03:00Z";
  const sms = { channel: "sms", address: "+13055550143" };
  const mail = { channel: "email", address: "a@b.example" };

  test("Florida binds creditors too, by phone and text and, until 16 May 2025, by e-mail", () => {
    expect(answer(policyCase({ at: late, ...florida, ...first, contact: sms }))).toEqual([
      "defer",
      "TIME_FL",
      "2026-11-19T13:00:00Z",
    ]);
    expect(answer(policyCase({ at: late, ...florida, ...first, contact: mail }))[0]).toBe("allow");
    expect(answer(policyCase({ at: late, ...florida, contact: mail }))[1]).toBe("TIME_WINDOW");
    const before = policyCase({ at: "2025-05-16T02:00Z", ...florida, ...first, contact: mail });
    // The rule itself ends at midnight, long before the morning.
    expect(answer(before)).toEqual(["defer", "TIME_FL", "2025-05-16T04:00:00Z"]);
    expect(answer(policyCase({ at: "2025-05-16T04:00Z", ...florida, ...first, contact: mail }))[0]).toBe("allow");
  });
  test("the rules of the number's state bind as well", () => {
    const contact = { channel: "sms", address: "+13055550143" };
    expect(answer(policyCase({ at: late, ...first, contact }))[1]).toBe("TIME_FL");
  });
  test("Massachusetts: calls", () => {
    const debtor = { address: { country: "US", region: "MA" } };
    expect(answer(policyCase({ at: "2026-11-18T12:30Z", debtor, ...first }))[1]).toBe("TIME_MA");
    expect(answer(policyCase({ at: "2026-11-18T12:30Z", debtor, ...first, contact: { channel: "sms" } }))[0]).toBe(
      "allow",
    );
  });
  test("Washington: licensed agencies, business debts too", () => {
    const debtor = { address: { country: "US", region: "WA" } };
    const contact = { address: "+12065550143" };
    const at = "2026-11-18T15:30Z";
    expect(answer(businessCase({ at, debtor, contact, collector: { licensedAgency: true } }))).toEqual([
      "defer",
      "TIME_WA",
      "2026-11-18T16:00:00Z",
    ]);
    expect(answer(businessCase({ at, debtor, contact }))[0]).toBe("allow");
  });

  const sydney = {
    debtor: { address: { country: "AU", region: "NSW", postalCode: "2000" } },
    contact: { address: "+61290370000" },
  };
  test.each([
    ["Thursday 07:29", "2026-11-18T20:29Z", "defer", "TIME_AU", "2026-11-18T20:30:00Z"],
    ["Thursday 07:30", "2026-11-18T20:30Z", "allow", null, null],
    ["Saturday 08:30", "2026-11-20T21:30Z", "defer", "TIME_AU", "2026-11-20T22:00:00Z"],
    ["Christmas Day at noon", "2026-12-25T01:00Z", "defer", "PUBLIC_HOLIDAY", "2026-12-26T22:00:00Z"],
    ["Boxing Day's Monday", "2026-12-28T01:00Z", "defer", "PUBLIC_HOLIDAY", "2026-12-28T20:30:00Z"],
    ["the King's birthday, a state day", "2026-06-08T01:00Z", "allow", null, null],
  ])("Sydney, %s", (_name, at, verdict, code, next) => {
    expect(answer(businessCase({ at, ...sydney }))).toEqual([verdict, code, next]);
  });
  test("Sydney: e-mail at any hour, the workplace from nine to five", () => {
    expect(answer(businessCase({ at: "2026-12-25T01:00Z", ...sydney, contact: mail }))[0]).toBe("allow");
    const work = { ...sydney.contact, place: "work" };
    expect(answer(businessCase({ at: "2026-11-19T06:30Z", ...sydney, contact: work }))).toEqual([
      "defer",
      "TIME_AU",
      "2026-11-19T22:00:00Z",
    ]);
  });

  const toronto = {
    debtor: { address: { country: "CA", region: "ON", postalCode: "M5V 1A1" } },
    contact: { address: "+14165550143" },
  };
  test.each([
    ["Sunday at noon", "2026-11-22T17:00Z", "defer", "TIME_CA_ON", "2026-11-22T18:00:00Z"],
    ["Sunday at 17:00", "2026-11-22T22:00Z", "defer", "TIME_CA_ON", "2026-11-23T12:00:00Z"],
    ["Monday at 07:00", "2026-11-23T12:00Z", "allow", null, null],
    ["Canada Day", "2026-07-01T16:00Z", "defer", "PUBLIC_HOLIDAY", "2026-07-02T11:00:00Z"],
    ["Family Day, a provincial day", "2026-02-16T16:00Z", "allow", null, null],
  ])("Ontario, %s", (_name, at, verdict, code, next) => {
    expect(answer(policyCase({ at, ...toronto }))).toEqual([verdict, code, next]);
    expect(answer(policyCase({ at, ...toronto, collector: { role: "first_party" } }))[0]).toBe("allow");
  });

  const delhi = { debtor: { address: { country: "IN" } }, contact: { address: "+919876543210" } };
  test("India: regulated lenders call until 19:00, traders at any hour", () => {
    const at = "2026-11-18T13:30Z";
    expect(answer(businessCase({ at, ...delhi, collector: { regulatedLender: true } }))).toEqual([
      "defer",
      "TIME_RBI",
      "2026-11-19T02:30:00Z",
    ]);
    expect(answer(businessCase({ at, ...delhi }))[0]).toBe("allow");
  });
  test("the United Kingdom's hours bind who adopted them", () => {
    const london = { debtor: { address: { country: "GB" } }, contact: { address: "+442071838750" } };
    const at = "2026-11-21T19:30Z";
    expect(answer(businessCase({ at, ...london }))[0]).toBe("allow");
    expect(answer(businessCase({ at, ...london, housePolicy: { adopted: ["UK-POLICY"] } }))[1]).toBe("TIME_POLICY");
  });
});
