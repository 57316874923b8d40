import { describe, expect, test } from "vitest";
import { decideCase } from "@/server/policy/decide-cases";
import { NUMBER, policyCase } from "@/server/policy/testing/policy-case";

type Changes = Parameters<typeof policyCase>[0];
const decided = (changes: Changes) => decideCase(policyCase(changes));
const said = (changes: Changes, ruleId: string) =>
  decided(changes)
    .results.filter((result) => result.ruleId === ruleId)
    .map(({ code, result }) => `${code} ${result}`);

describe("the draft of the RBI", () => {
  const lender = {
    collector: { role: "first_party", regulatedLender: true },
    debtor: { address: { country: "IN" } },
    contact: { address: "+919876543210", channel: "voice", recording: true },
  };

  test("keeps its hours and says that the call is recorded from July 2026 on, and is marked as not verified", () => {
    const night = { ...lender, at: "2026-08-03T15:00:00Z" };
    expect(said(night, "IN-RBI-2026").toSorted()).toEqual(["RECORDING_ANNOUNCEMENT oblige", "TIME_RBI defer"]);
    expect(decided(night).code).toBe("TIME_RBI");
    expect(decided(night).reasons.find(({ ruleId }) => ruleId === "IN-RBI-2026")?.verified).toBe(false);
    expect(said({ ...lender, at: "2026-06-01T15:00:00Z" }, "IN-RBI-2026")).toEqual([]);
  });

  test("binds no workspace that lends nothing", () => {
    expect(said({ ...lender, collector: { role: "first_party" }, at: "2026-08-03T15:00:00Z" }, "IN-RBI-2026")).toEqual(
      [],
    );
  });
});

describe("Utah", () => {
  const utah = { debtor: { address: { country: "US", region: "UT" } }, contact: { address: "+18015550143", ai: true } };

  test("wants a machine to say that it is one, in calls and texts, and nothing of a person", () => {
    expect(said(utah, "UT-AI")).toEqual(["AI_DISCLOSURE oblige"]);
    expect(said({ ...utah, message: { hasAiNotice: true } }, "UT-AI")).toEqual(["AI_DISCLOSURE pass"]);
    expect(said({ ...utah, contact: { ...utah.contact, ai: false } }, "UT-AI")).toEqual([]);
  });
});

describe("an agency's e-mail", () => {
  const address = "ap@example.com";
  const email = { contact: { channel: "email", address } };

  test("offers to opt out where no notice went before, unless the address was consented to or used", () => {
    expect(said(email, "US-F-EMAIL35")).toEqual(["OPT_OUT_MECHANISM oblige"]);
    const consents = [{ channel: "email", address, kind: "express", at: "2026-11-01T12:00:00Z" }];
    expect(said({ ...email, consents }, "US-F-EMAIL35")).toEqual(["OPT_OUT_MECHANISM pass"]);
    const history = [{ at: "2026-11-10T12:00:00Z", channel: "email", direction: "inbound", accountId: "A", address }];
    expect(said({ ...email, history }, "US-F-EMAIL35")).toEqual(["OPT_OUT_MECHANISM pass"]);
    expect(said({ ...email, message: { hasOptOut: true } }, "US-F-EMAIL35")).toEqual(["OPT_OUT_MECHANISM pass"]);
    expect(decided(email).verdict).toBe("allow");
  });

  test("of a creditor's own needs none of it, nor does a text", () => {
    expect(said({ ...email, collector: { role: "first_party" } }, "US-F-EMAIL35")).toEqual([]);
    expect(said({ contact: { channel: "sms", address: NUMBER } }, "US-F-EMAIL35")).toEqual([]);
  });
});
