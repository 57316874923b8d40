// Written from the facts: what a message must carry, what it must not say, and what names a decision.
import { describe, expect, test } from "vitest";
import { decide } from "@/server/policy/decide";
import { decideCase } from "@/server/policy/decide-cases";
import { currentPack } from "@/server/policy/rules/pack";
import { answer, businessCase, callsBefore, policyCase, text } from "@/server/policy/testing/policy-case";

const codeOf = (value: unknown) => answer(value)[1];
const obligationsOf = (value: unknown) => decideCase(value).obligations;

describe("a collector's first words and later ones", () => {
  const fresh = { firstContactAt: undefined, validationNoticeSentAt: undefined };
  test("the first say more, and validation is due within five days", () => {
    expect(obligationsOf(policyCase({ debtor: fresh }))).toEqual(
      expect.arrayContaining(["MINI_MIRANDA", "VALIDATION_NOTICE_DUE", "LIMITED_CONTENT_VOICEMAIL"]),
    );
    const later = obligationsOf(policyCase());
    expect(later).toContain("DEBT_COLLECTOR_NOTICE");
    expect(later).not.toContain("MINI_MIRANDA");
    expect(later).not.toContain("VALIDATION_NOTICE_DUE");
    expect(obligationsOf(businessCase())).toEqual([]);
  });
  test.each([
    ["five days after the first contact", "2026-11-13T17:00Z", null],
    ["later than that", "2026-11-13T16:59Z", "VALIDATION_OVERDUE"],
  ])("%s", (_name, firstContactAt, code) => {
    const debtor = { firstContactAt, validationNoticeSentAt: undefined };
    expect(codeOf(policyCase({ debtor }))).toBe(code);
    expect(codeOf(policyCase({ debtor, message: { purpose: "validation_notice" } }))).toBeNull();
    expect(codeOf(policyCase({ debtor, collector: { role: "first_party" } }))).toBeNull();
  });
});

describe("a number for texts is fresh", () => {
  const sms = (addressVerifiedAt: string | undefined, more = {}) =>
    codeOf(policyCase({ contact: { channel: "sms", addressVerifiedAt }, ...more }));
  test("looked up within sixty days, or written from within them", () => {
    expect(sms("2026-09-19T17:00Z")).toBeNull();
    expect(sms("2026-09-19T16:59Z")).toBe("NUMBER_STALE");
    expect(sms(undefined)).toBe("NUMBER_STALE");
    const wrote = (at: string) => ({ history: [text(at, { direction: "inbound" })] });
    expect(sms("2026-09-01T17:00Z", wrote("2026-10-01T12:00Z"))).toBeNull();
    expect(sms("2026-09-01T17:00Z", wrote("2026-09-10T12:00Z"))).toBe("NUMBER_STALE");
    expect(sms(undefined, { collector: { role: "first_party" } })).toBeNull();
    expect(codeOf(policyCase({ contact: { addressVerifiedAt: undefined } }))).toBeNull();
  });
});

describe("not said: obliged; known to be missing: denied; there: satisfied", () => {
  const mail = { channel: "email", address: "a@b.example" };
  test("a way to opt out of a collector's messages", () => {
    const message = (hasOptOut: boolean | undefined) => policyCase({ contact: mail, message: { hasOptOut } });
    expect(obligationsOf(message(undefined))).toContain("OPT_OUT_MECHANISM");
    expect(codeOf(message(false))).toBe("CONTENT_OPTOUT_MISSING");
    expect(codeOf(message(true))).toBeNull();
    expect(obligationsOf(message(true))).not.toContain("OPT_OUT_MECHANISM");
    expect(codeOf(businessCase({ contact: mail, message: { hasOptOut: false } }))).toBeNull();
  });
  test("that a machine speaks: in the European Union from 2 August 2026, on every channel", () => {
    const berlin = (at: string, hasAiNotice?: boolean) =>
      businessCase({
        at,
        debtor: { address: { country: "DE" } },
        contact: { ...mail, ai: true },
        message: { hasAiNotice },
      });
    expect(obligationsOf(berlin("2026-08-01T21:59Z"))).toEqual([]);
    expect(obligationsOf(berlin("2026-08-01T22:00Z"))).toEqual(["AI_DISCLOSURE"]);
    expect(codeOf(berlin("2026-08-02T12:00Z", false))).toBe("AI_DISCLOSURE_MISSING");
    expect(codeOf(berlin("2026-08-01T12:00Z", false))).toBeNull();
    expect(codeOf(berlin("2026-08-02T12:00Z", true))).toBeNull();
  });
  test("that it is recorded: the stricter end of the call decides", () => {
    const recorded = (region: string, phone: string, collector = {}, recordingAnnounced?: boolean) =>
      businessCase({
        collector,
        debtor: { address: { country: "US", region } },
        contact: { address: phone, recording: true, recordingAnnounced },
      });
    expect(obligationsOf(recorded("FL", "+13055550143"))).toEqual(["RECORDING_ANNOUNCEMENT"]);
    expect(codeOf(recorded("FL", "+13055550143", {}, false))).toBe("RECORDING_NOTICE");
    expect(obligationsOf(recorded("FL", "+13055550143", {}, true))).toEqual([]);
    expect(obligationsOf(recorded("NY", "+12125550143"))).toEqual([]);
    expect(obligationsOf(recorded("NY", "+12125550143", { region: "CA" }))).toEqual(["RECORDING_ANNOUNCEMENT"]);
    expect(codeOf(recorded("NY", "+12125550143", { region: "CT" }, false))).toBe("RECORDING_NOTICE");
    expect(obligationsOf(recorded("NY", "+13055550143"))).toEqual(["RECORDING_ANNOUNCEMENT"]);
  });
  test("Canada: a way to unsubscribe", () => {
    const toronto = businessCase({ debtor: { address: { country: "CA", region: "ON" } }, contact: mail });
    expect(obligationsOf(toronto)).toEqual(["OPT_OUT_MECHANISM"]);
  });
});

test("California: the conduct rules for what a natural person owes in business, up to 500,000 dollars", () => {
  const california = (amountMinor: number, accruedOn: string, kind = "sole_trader") =>
    obligationsOf(
      businessCase({
        debtor: { kind, address: { country: "US", region: "CA" } },
        contact: { address: "+14155550143" },
        debt: { accruedOn, totalOwed: { amountMinor, currency: "USD" } },
      }),
    );
  expect(california(48_000_000, "2025-09-10")).toEqual(["ROSENTHAL_CONDUCT"]);
  expect(california(50_000_000, "2025-07-01")).toEqual(["ROSENTHAL_CONDUCT"]);
  expect(california(52_000_000, "2025-09-10")).toEqual([]);
  expect(california(48_000_000, "2025-06-30")).toEqual([]);
  expect(california(48_000_000, "2025-09-10", "company")).toEqual([]);
});

test("a suit is not threatened once it is barred, eighteen months after accrual", () => {
  const threat = (at: string, accruedOn: string | undefined, kind = "freight_charge") =>
    codeOf(businessCase({ at, message: { threatensSuit: true }, debt: { kind, accruedOn } }));
  expect(threat("2026-11-18T17:00Z", "2025-05-18")).toBeNull();
  expect(threat("2026-11-18T17:00Z", "2025-05-17")).toBe("CONTENT_TIME_BARRED");
  expect(threat("2027-02-28T17:00Z", "2025-08-31")).toBeNull();
  expect(threat("2027-03-01T17:00Z", "2025-08-31")).toBe("CONTENT_TIME_BARRED");
  expect(threat("2026-11-18T17:00Z", undefined)).toBe("CONTENT_TIME_BARRED");
  expect(threat("2026-11-18T17:00Z", "2020-01-01", "storage")).toBeNull();
});

describe("what names a decision", () => {
  test("the first deciding rule in the order of precedence; all others are told", () => {
    const decision = decideCase(
      policyCase({
        at: "2026-11-19T02:00Z",
        debtor: { attorney: true, disputed: true },
        history: callsBefore(0, 1, 2, 3, 4, 5, 5),
      }),
    );
    expect(decision).toMatchObject({ verdict: "deny", code: "ATTORNEY", nextAllowedAt: null });
    expect(decision.reasons.map((reason) => reason.code)).toEqual(
      expect.arrayContaining(["ATTORNEY", "DISPUTED", "TIME_WINDOW", "FREQ_7_IN_7"]),
    );
  });
  test("a denial outranks a deferral, whatever comes first", () => {
    const full = policyCase({ at: "2026-11-19T02:00Z", history: callsBefore(0, 1, 2, 3, 4, 5, 5) });
    expect(answer(full)).toEqual(["deny", "FREQ_7_IN_7", "2026-11-20T05:00:00Z"]);
  });
  test("every rule in scope is told with its result", () => {
    const { results } = decideCase(policyCase());
    expect(results.filter((each) => each.result === "pass").map((each) => each.ruleId)).toEqual(
      expect.arrayContaining(["US-F-TIME", "US-F-7IN7", "US-F-CONV", "US-F-CEASE"]),
    );
  });
  test("a pack that is not what its version says decides nothing", () => {
    const { asked } = decideCase(policyCase());
    if (!asked) throw new Error("not read");
    expect(decide(asked).verdict).toBe("allow");
    const changed = { ...currentPack, rules: currentPack.rules.slice(1) };
    expect(decide(asked, changed)).toMatchObject({ verdict: "deny", code: "SYSTEM_FAIL_CLOSED" });
  });
  test("null is absent, and the order of fields changes nothing", () => {
    const plain = policyCase();
    const { at, ...others } = plain;
    expect(decideCase({ ...others, registry: null, at }).inputHash).toBe(decideCase(plain).inputHash);
    expect(decideCase(policyCase({ at: "2026-11-18T17:00:01Z" })).inputHash).not.toBe(decideCase(plain).inputHash);
  });
});
