// Written from the facts: stops, consent and registries.
import { describe, expect, test } from "vitest";
import { decideCase } from "@/server/policy/decide-cases";
import { answer, businessCase, call, NUMBER, policyCase, text } from "@/server/policy/testing/policy-case";

const night = "2026-11-18T08:00Z";
const codeOf = (value: unknown) => answer(value)[1];
const idsOf = (value: unknown) => decideCase(value).reasons.map((reason) => reason.ruleId);

describe("a stop is stronger than everything else, for every collector and debtor", () => {
  test.each([
    ["ceaseRequested", "CEASE", "US-F-CEASE"],
    ["attorney", "ATTORNEY", "US-F-ATTY"],
    ["bankrupt", "BANKRUPT", "STOP-BANKRUPT"],
    ["deceased", "DECEASED", "STOP-DECEASED"],
    ["disputed", "DISPUTED", "US-F-DISP"],
  ])("%s", (flag, code, ruleId) => {
    for (const make of [policyCase, businessCase]) {
      const stopped = make({ at: night, debtor: { [flag]: true } });
      expect(answer(stopped)).toEqual(["deny", code, null]);
      expect(idsOf(stopped)).toContain(ruleId);
    }
    const byLaw = decideCase(policyCase({ debtor: { ceaseRequested: true } })).reasons[0];
    const byPolicy = decideCase(businessCase({ debtor: { ceaseRequested: true } })).reasons[0];
    expect([byLaw?.basis, byPolicy?.basis]).toEqual(["regulation", "policy"]);
  });

  test.each([
    ["ceaseRequested", ["opt_out_confirmation", "remedy_notice"]],
    ["disputed", ["validation_notice", "remedy_notice", "service", "opt_out_confirmation"]],
    ["attorney", []],
    ["bankrupt", []],
    ["deceased", []],
  ])("%s lets through only %j", (flag, lets) => {
    for (const purpose of [
      "reminder",
      "promotional",
      "opt_out_confirmation",
      "remedy_notice",
      "validation_notice",
      "service",
    ]) {
      const verdict = answer(businessCase({ debtor: { [flag]: true }, message: { purpose } }))[0];
      expect([purpose, verdict]).toEqual([purpose, (lets as string[]).includes(purpose) ? "allow" : "deny"]);
    }
  });

  test("an attorney may be contacted, at the attorney's address", () => {
    const debtor = { attorney: true, attorneyContact: "+12125550199" };
    expect(answer(policyCase({ debtor, contact: { address: "+12125550199", place: "attorney" } }))[0]).toBe("allow");
    expect(codeOf(policyCase({ debtor, contact: { address: "+12125550199" } }))).toBe("ATTORNEY");
    expect(codeOf(policyCase({ debtor, contact: { place: "attorney" } }))).toBe("ATTORNEY");
    expect(codeOf(policyCase({ debtor: { attorney: true }, contact: { place: "attorney" } }))).toBe("ATTORNEY");
  });

  test("a refused channel, by the debtor or by the house", () => {
    expect(codeOf(businessCase({ debtor: { preferences: { refusedChannels: ["voice"] } } }))).toBe("CHANNEL_REFUSED");
    expect(codeOf(businessCase({ housePolicy: { refusedChannels: ["voice"] } }))).toBe("CHANNEL_REFUSED");
    expect(codeOf(businessCase({ debtor: { preferences: { refusedChannels: ["sms"] } } }))).toBeNull();
  });
});

describe("an opt-out holds per channel and address", () => {
  const out = (more = {}) => ({
    channel: "sms",
    address: NUMBER,
    at: "2026-11-10T12:00Z",
    source: "recipient",
    ...more,
  });
  const sms = { channel: "sms" };
  const consent = (more = {}) => ({
    channel: "sms",
    address: NUMBER,
    kind: "express",
    at: "2026-11-12T12:00Z",
    ...more,
  });
  const aiCall = { ai: true, lineType: "business_landline" };

  test("on its channel and at its address, e-mail in whatever case", () => {
    expect(codeOf(businessCase({ contact: sms, optOuts: [out()] }))).toBe("OPTED_OUT");
    expect(codeOf(businessCase({ contact: sms, optOuts: [out({ address: "+12125550144" })] }))).toBeNull();
    const mail = { channel: "email", address: "AP@Example.com" };
    expect(codeOf(businessCase({ contact: mail, optOuts: [out()] }))).toBeNull();
    const mailOut = out({ channel: "email", address: "ap@example.COM" });
    expect(codeOf(businessCase({ contact: mail, optOuts: [mailOut] }))).toBe("OPTED_OUT");
  });
  test("a STOP by text also stops a machine's calls to that number, not a person's", () => {
    expect(codeOf(businessCase({ contact: aiCall, optOuts: [out()] }))).toBe("OPTED_OUT");
    expect(codeOf(businessCase({ optOuts: [out()] }))).toBeNull();
    expect(codeOf(businessCase({ contact: { ...aiCall, address: "+12125550144" }, optOuts: [out()] }))).toBeNull();
  });
  test("a later express consent for the same channel and address lifts it", () => {
    const lifted = (more = {}, optOut = {}) =>
      codeOf(businessCase({ contact: sms, optOuts: [out(optOut)], consents: [consent(more)] }));
    expect(lifted()).toBeNull();
    expect(lifted({ kind: "express_written" })).toBeNull();
    expect(lifted({ kind: "timed" })).toBe("OPTED_OUT");
    expect(lifted({ at: "2026-11-10T12:00Z" })).toBe("OPTED_OUT");
    expect(lifted({ at: "2026-11-20T12:00Z" })).toBe("OPTED_OUT");
    expect(lifted({ expiresAt: "2026-11-18T17:00Z" })).toBe("OPTED_OUT");
    expect(lifted({ channel: "voice" })).toBe("OPTED_OUT");
    expect(lifted({ address: "+12125550144" })).toBe("OPTED_OUT");
    expect(lifted({}, { source: "carrier" })).toBe("OPTED_OUT_CARRIER");
  });
  test("revoke-all: from 31 January 2027 an opt-out by phone also stops texts", () => {
    const changes = { contact: sms, optOuts: [out({ channel: "voice" })] };
    expect(codeOf(businessCase({ ...changes, at: "2027-01-31T04:59Z" }))).toBeNull();
    expect(codeOf(businessCase({ ...changes, at: "2027-01-31T05:00Z" }))).toBe("OPTED_OUT");
  });

  const confirm = (at: string, more = {}) =>
    answer(
      policyCase({
        at,
        contact: sms,
        message: { purpose: "opt_out_confirmation" },
        optOuts: [out({ at: "2026-11-18T08:00Z" })],
        ...more,
      }),
    ).slice(0, 2);
  test("one confirmation, up to and including five minutes after it, in quiet hours too", () => {
    expect(confirm("2026-11-18T08:00:30Z")).toEqual(["allow", null]);
    expect(confirm("2026-11-18T08:05Z")).toEqual(["allow", null]);
    expect(confirm("2026-11-18T08:05:00.001Z")).toEqual(["deny", "OPT_OUT_CONFIRMATION_LATE"]);
    const sent = [text("2026-11-18T08:00:10Z", { outcome: "opt_out_confirmation" })];
    expect(confirm("2026-11-18T08:01Z", { history: sent })).toEqual(["deny", "OPT_OUT_CONFIRMATION_SENT"]);
    const carrier = [out({ at: "2026-11-18T08:00Z", source: "carrier" })];
    expect(confirm("2026-11-18T08:01Z", { optOuts: carrier })).toEqual(["deny", "OPTED_OUT_CARRIER"]);
  });
  test("a confirmation with an offer in it confirms nothing", () => {
    const message = { purpose: "opt_out_confirmation", hasPromotion: true };
    expect(confirm("2026-11-18T08:01Z", { message })).toEqual(["deny", "OPTED_OUT"]);
  });
  test("a confirmation of no opt-out keeps quiet hours", () => {
    expect(confirm("2026-11-18T08:01Z", { optOuts: [] })).toEqual(["defer", "TIME_WINDOW"]);
  });
});

describe("an artificial voice in the United States", () => {
  const aiCall = (contact = {}, more = {}) => businessCase({ contact: { ai: true, ...contact }, ...more });
  const consent = (more = {}) => ({
    channel: "voice",
    address: NUMBER,
    kind: "express",
    at: "2026-11-12T12:00Z",
    ...more,
  });

  test("never calls a mobile without consent", () => {
    expect(codeOf(aiCall())).toBe("CONSENT_AI_VOICE");
    expect(codeOf(aiCall({}, { consents: [consent()] }))).toBeNull();
    expect(codeOf(aiCall({}, { consents: [consent({ kind: "express_written" })] }))).toBeNull();
    expect(codeOf(aiCall({}, { consents: [consent({ channel: "sms" })] }))).toBe("CONSENT_AI_VOICE");
    expect(codeOf(aiCall({}, { consents: [consent({ address: "+12125550144" })] }))).toBe("CONSENT_AI_VOICE");
    expect(codeOf(aiCall({}, { consents: [consent({ expiresAt: "2026-11-18T17:00Z" })] }))).toBe("CONSENT_AI_VOICE");
  });
  test("a person may call a mobile", () => {
    expect(codeOf(businessCase())).toBeNull();
  });
  test("the debtor's own 'call me then' counts while it runs, seven days at most", () => {
    const timed = (more = {}) => codeOf(aiCall({}, { consents: [consent({ kind: "timed", ...more })] }));
    expect(timed()).toBeNull();
    expect(timed({ at: "2026-11-11T17:00:00.001Z" })).toBeNull();
    expect(timed({ at: "2026-11-11T17:00Z" })).toBe("CONSENT_AI_VOICE");
    expect(timed({ expiresAt: "2026-11-18T17:00Z" })).toBe("CONSENT_AI_VOICE");
    expect(timed({ at: "2026-11-09T12:00Z", expiresAt: "2026-12-18T17:00Z" })).toBe("CONSENT_AI_VOICE");
  });
  test("never calls where the line is not known", () => {
    for (const lineType of [undefined, "unknown"]) {
      expect(codeOf(aiCall({ lineType }))).toBe("LINE_TYPE_UNKNOWN");
      expect(codeOf(aiCall({ lineType }, { consents: [consent()] }))).toBe("LINE_TYPE_UNKNOWN");
    }
  });
  test("calls a business landline and says who and what it is", () => {
    const decision = decideCase(aiCall({ lineType: "business_landline" }));
    expect(decision).toMatchObject({ verdict: "allow", obligations: ["IDENTIFY_CALLER", "AI_DISCLOSURE"] });
  });
  test("calls any other landline three times in thirty days, with a way to opt out", () => {
    const landline = { lineType: "landline" };
    const earlier = (...at: string[]) => ({ history: at.map((each) => call(each, { ai: true })) });
    const three = ["2026-10-20T16:00Z", "2026-11-02T16:00Z", "2026-11-10T16:00Z"];
    expect(decideCase(aiCall(landline, earlier(...three.slice(1)))).obligations).toContain("OPT_OUT_MECHANISM");
    expect(answer(aiCall(landline, earlier(...three)))).toEqual(["deny", "TCPA_3_IN_30", "2026-11-19T05:00:00Z"]);
    expect(codeOf(aiCall(landline, earlier("2026-10-19T16:00Z", ...three.slice(1))))).toBeNull();
    expect(codeOf(aiCall(landline, { ...earlier(...three), consents: [consent()] }))).toBeNull();
    expect(codeOf(aiCall(landline, { history: three.map((at) => call(at)) }))).toBeNull();
    expect(
      codeOf(aiCall(landline, { history: three.map((at) => call(at, { ai: true, outcome: "busy" })) })),
    ).toBeNull();
  });
  test("a promotion needs consent in writing", () => {
    const message = { purpose: "reminder", hasPromotion: true };
    expect(codeOf(aiCall({}, { message, consents: [consent()] }))).toBe("CONSENT_AI_VOICE");
    expect(codeOf(aiCall({}, { message, consents: [consent({ kind: "express_written" })] }))).toBeNull();
  });
  test("elsewhere no line type is asked for", () => {
    const contact = { ai: true, address: "+442071838750", lineType: undefined };
    expect(codeOf(businessCase({ debtor: { address: { country: "GB" } }, contact }))).toBeNull();
  });
});

test("New York City: consent in writing for text and mail, from 1 September 2026", () => {
  const city = (at: string, more = {}) =>
    codeOf(
      policyCase({
        at,
        collector: { inNewYorkCity: true },
        contact: { channel: "sms", addressVerifiedAt: at },
        ...more,
      }),
    );
  expect(city("2026-09-01T03:59Z", { at: "2026-08-31T16:00Z" })).toBeNull();
  expect(city("2026-09-01T16:00Z")).toBe("CONSENT_NYC");
  const written = (kind: string) => [{ channel: "sms", address: NUMBER, kind, at: "2026-08-12T12:00Z" }];
  expect(city("2026-09-01T16:00Z", { consents: written("express_written") })).toBeNull();
  expect(city("2026-09-01T16:00Z", { consents: written("express") })).toBe("CONSENT_NYC");
  expect(city("2026-09-01T16:00Z", { contact: {} })).toBeNull();
  expect(city("2026-09-01T16:00Z", { collector: { role: "first_party", inNewYorkCity: true } })).toBeNull();
});

test("no mail to the workplace, unless consented or used by the consumer", () => {
  const contact = { channel: "email", address: "me@work.example", place: "work" };
  expect(codeOf(policyCase({ contact }))).toBe("WORK_EMAIL");
  const consents = [{ channel: "email", address: "me@work.example", kind: "express", at: "2026-11-12T12:00Z" }];
  expect(codeOf(policyCase({ contact, consents }))).toBeNull();
  const history = [
    { at: "2026-11-12T12:00Z", channel: "email", direction: "inbound", accountId: "A", address: "Me@work.example" },
  ];
  expect(codeOf(policyCase({ contact, history }))).toBeNull();
  expect(codeOf(businessCase({ contact }))).toBeNull();
});

test("an offer makes it marketing, which needs consent in Europe", () => {
  const london = { debtor: { address: { country: "GB" } }, contact: { channel: "email", address: "a@b.example" } };
  const message = { purpose: "reminder", hasPromotion: true };
  expect(codeOf(businessCase(london))).toBeNull();
  expect(codeOf(businessCase({ ...london, message }))).toBe("CONSENT_MARKETING");
  const paris = { ...london, debtor: { address: { country: "FR" } } };
  expect(codeOf(businessCase({ ...paris, message }))).toBe("CONSENT_MARKETING");
  const consents = [{ channel: "email", address: "a@b.example", kind: "express", at: "2026-11-12T12:00Z" }];
  expect(codeOf(businessCase({ ...paris, message, consents }))).toBeNull();
});

describe("India's registry", () => {
  const india = (message: object, more = {}) =>
    businessCase({
      at: "2026-11-18T06:00Z",
      debtor: { address: { country: "IN" } },
      contact: { channel: "sms", address: "+919876543210" },
      message: { registeredTemplate: true, ...message },
      ...more,
    });
  const promotion = { hasPromotion: true };
  const clear = { registry: { status: "clear", checkedAt: "2026-10-19T06:00Z" } };

  test("what an existing customer owes needs no registry, at any hour", () => {
    expect(codeOf(india({}, { registry: { status: "blocked" } }))).toBeNull();
    expect(codeOf(india({ purpose: "service" }, { at: "2026-11-18T20:00Z" }))).toBeNull();
  });
  test("a promotion needs one that is clear and not older than thirty days", () => {
    expect(codeOf(india(promotion, clear))).toBeNull();
    expect(codeOf(india(promotion, { registry: { status: "clear", checkedAt: "2026-10-19T05:59Z" } }))).toBe(
      "REGISTRY_STALE",
    );
    expect(codeOf(india(promotion, { registry: { status: "clear" } }))).toBe("REGISTRY_STALE");
    expect(codeOf(india(promotion))).toBe("REGISTRY_UNKNOWN");
    expect(codeOf(india(promotion, { registry: { status: "unknown" } }))).toBe("REGISTRY_UNKNOWN");
    expect(codeOf(india(promotion, { registry: { status: "blocked", checkedAt: "2026-11-18T06:00Z" } }))).toBe(
      "DND_PROMOTIONAL",
    );
  });
  test("and waits for ten in the morning", () => {
    expect(answer(india(promotion, { ...clear, at: "2026-11-18T04:29Z" }))).toEqual([
      "defer",
      "TIME_IN_PROMO",
      "2026-11-18T04:30:00Z",
    ]);
    expect(codeOf(india(promotion, { ...clear, at: "2026-11-17T15:30Z" }))).toBe("TIME_IN_PROMO");
  });
  test("every text needs a registered template", () => {
    expect(codeOf(india({ registeredTemplate: false }))).toBe("DLT_TEMPLATE");
    expect(codeOf(india({ registeredTemplate: undefined }))).toBe("DLT_TEMPLATE");
    expect(codeOf(india({ registeredTemplate: false }, { contact: { address: "+919876543210" } }))).toBeNull();
  });
});
