import { describe, expect, test } from "vitest";
import type { PolicyInput } from "@/server/policy/contract";
import { decide, decideStrictly } from "@/server/policy/decide";
import { collectedConsumer, contacts, policyInput } from "@/server/policy/testing/policy-input";

const consumer = (region: string | null, changes: Parameters<typeof policyInput>[0] = {}) =>
  policyInput({
    ...changes,
    collectorRole: changes.collectorRole ?? "third_party",
    debtor: { kind: "consumer", region, ...changes.debtor },
  });

function answer(input: PolicyInput) {
  const { verdict, code, nextAllowedAt } = decideStrictly(input);
  return [verdict, code, nextAllowedAt?.toISOString() ?? null];
}

describe("a debtor is never contacted outside the hours of the law", () => {
  test.each([
    ["07:59 in New York waits for 08:00", "2026-11-18T12:59:00Z", "defer", "2026-11-18T13:00:00.000Z"],
    ["08:00 in New York is open", "2026-11-18T13:00:00Z", "allow", null],
    ["20:59:59 in New York is open", "2026-11-19T01:59:59.999Z", "allow", null],
    ["21:00 in New York is closed", "2026-11-19T02:00:00Z", "defer", "2026-11-19T13:00:00.000Z"],
  ])("%s", (_name, now, verdict, next) => {
    expect(answer(consumer("NY", { now }))).toEqual([verdict, verdict === "defer" ? "TIME_WINDOW" : null, next]);
  });

  test("a split area code waits until it is a good hour in all of it", () => {
    const input = consumer(null, { now: "2026-11-18T13:30:00Z", address: "+18505550123", debtor: { country: null } });
    expect(answer(input)).toEqual(["defer", "TZ_AMBIGUOUS", "2026-11-18T14:00:00.000Z"]);
  });

  test("number and address in different zones wait for both", () => {
    const input = consumer("CA", { now: "2026-11-18T13:30:00Z" });
    expect(answer(input)).toEqual(["defer", "TZ_CONFLICT", "2026-11-18T16:00:00.000Z"]);
  });

  test("a verified address outweighs the number", () => {
    const input = consumer("CA", { now: "2026-11-18T16:00:00Z", debtor: { addressVerified: true } });
    expect(decideStrictly(input)).toMatchObject({ verdict: "allow", candidateZones: ["America/Los_Angeles"] });
  });

  test("the zone the debtor stated outweighs everything", () => {
    const input = consumer("NY", { debtor: { statedTimeZone: "Pacific/Auckland" } });
    expect(decideStrictly(input).candidateZones).toEqual(["Pacific/Auckland"]);
  });

  test.each([
    ["Thursday 07:29 in Sydney", "2026-11-18T20:29:00Z", "defer", "TIME_AU", "2026-11-18T20:30:00.000Z"],
    ["Thursday 07:30 in Sydney", "2026-11-18T20:30:00Z", "allow", null, null],
    ["Saturday 08:30 in Sydney", "2026-11-20T21:30:00Z", "defer", "TIME_AU", "2026-11-20T22:00:00.000Z"],
    // Friday is Christmas Day and Saturday Boxing Day; Sunday has weekend hours, Monday is Boxing Day's substitute.
    ["Christmas Day in Sydney", "2026-12-25T01:00:00Z", "defer", "PUBLIC_HOLIDAY", "2026-12-26T22:00:00.000Z"],
    ["Boxing Day's Monday in Sydney", "2026-12-28T01:00:00Z", "defer", "PUBLIC_HOLIDAY", "2026-12-28T20:30:00.000Z"],
  ])("%s", (_name, now, verdict, code, next) => {
    const input = policyInput({ now, address: "+61290370000", debtor: { country: "AU", region: null } });
    expect(answer({ ...input, debtor: { ...input.debtor, country: null } })).toEqual([verdict, code, next]);
  });

  test("an Australian mobile may be in Perth", () => {
    const input = policyInput({ now: "2026-11-18T20:30:00Z", address: "+61491570006", debtor: { country: null } });
    expect(decideStrictly(input).code).toBe("TZ_AMBIGUOUS");
  });

  test("Florida binds first parties too, by text and not by e-mail", () => {
    const late = { now: "2026-11-19T03:00:00Z", collectorRole: "first_party" } as const;
    expect(decideStrictly(consumer("FL", { ...late, channel: "sms", lineType: "mobile" })).code).toBe("TIME_FL");
    expect(decideStrictly(consumer("FL", { ...late, channel: "email", address: "a@b.example" })).verdict).toBe("allow");
    const thirdParty = consumer("FL", {
      ...late,
      collectorRole: "third_party",
      channel: "email",
      address: "a@b.example",
    });
    expect(decideStrictly(thirdParty).code).toMatch(/TIME_WINDOW|TZ_AMBIGUOUS/);
  });

  test("before 16 May 2025 Florida bound e-mail as well", () => {
    const mail = { channel: "email", address: "a@b.example", collectorRole: "first_party" } as const;
    const debtor = { postalCode: "33101" };
    expect(decideStrictly(consumer("FL", { ...mail, debtor, now: "2025-05-16T03:59:00Z" })).code).toBe("TIME_FL");
    expect(decideStrictly(consumer("FL", { ...mail, debtor, now: "2025-05-16T04:00:00Z" })).verdict).toBe("allow");
  });

  test("the morning on which clocks jump forward opens at eight by the new time", () => {
    const input = consumer("NY", { now: "2026-03-08T06:59:00Z" });
    expect(answer(input)).toEqual(["defer", "TIME_WINDOW", "2026-03-08T12:00:00.000Z"]);
  });

  test("an opening that the clocks skip is the moment after the jump", () => {
    const housePolicy = { notBefore: "02:30", notAfter: "04:00" };
    const debtor = { statedTimeZone: "America/New_York" };
    const input = policyInput({ now: "2026-03-08T05:00:00Z", housePolicy, debtor });
    expect(answer(input)).toEqual(["defer", "TIME_POLICY", "2026-03-08T07:00:00.000Z"]);
  });

  test("hours that never meet are no window", () => {
    const housePolicy = { notBefore: "09:00", notAfter: "10:00" };
    const input = policyInput({ address: "+61491570006", housePolicy, debtor: { country: "GB", region: null } });
    expect(decideStrictly(input)).toMatchObject({ verdict: "deny", code: "NO_WINDOW", nextAllowedAt: null });
  });
});

describe("what is not known is not allowed", () => {
  test.each([
    [
      "no country and a toll-free number",
      { address: "+18005550100", debtor: { country: null } },
      "JURISDICTION_UNKNOWN",
    ],
    ["a country without rules", { address: "+551155550100", debtor: { country: "BR" } }, "JURISDICTION_UNKNOWN"],
    ["a zone that does not exist", { debtor: { statedTimeZone: "Mars/Olympus" } }, "SYSTEM_FAIL_CLOSED"],
    ["an instant that is none", { now: new Date(Number.NaN) }, "SYSTEM_FAIL_CLOSED"],
    ["house hours that are none", { housePolicy: { notBefore: "soon" } }, "SYSTEM_FAIL_CLOSED"],
  ])("%s", (_name, changes, code) => {
    expect(decide(policyInput(changes))).toMatchObject({ verdict: "deny", code });
  });

  test("house hours open a country without rules", () => {
    const brazil = {
      address: "+551155550100",
      debtor: { country: "BR", region: null, statedTimeZone: "America/Sao_Paulo" },
    };
    const housePolicy = { notBefore: "09:00", notAfter: "18:00" };
    expect(decide(policyInput({ ...brazil, housePolicy })).verdict).toBe("allow");
    expect(decide(policyInput({ ...brazil, housePolicy, now: "2026-11-18T21:00:00Z" })).code).toBe("TIME_POLICY");
  });

  test("an e-mail address in a country of no known zone", () => {
    const debtor = { country: null, region: null };
    expect(decide(policyInput({ channel: "email", address: "a@b.example", debtor })).verdict).toBe("deny");
  });
});

describe("a stop is stronger than everything else", () => {
  test.each([
    ["cease", { debtor: { stop: "cease" } }, "CEASE"],
    ["attorney", { debtor: { stop: "attorney" } }, "ATTORNEY"],
    ["bankrupt", { debtor: { stop: "bankrupt" } }, "BANKRUPT"],
    ["deceased", { debtor: { stop: "deceased" } }, "DECEASED"],
    ["disputed", { debtor: { disputed: true } }, "DISPUTED"],
    ["paused", { debtor: { pausedReason: "UNCLEAR_REPLY" } }, "PAUSED"],
    ["opted out", { optedOut: true }, "OPTED_OUT"],
    ["blocked by the carrier", { optedOut: true, optedOutBy: "carrier" }, "OPTED_OUT_CARRIER"],
    ["a dead address", { addressStatus: "undeliverable" }, "ADDRESS_UNUSABLE"],
    ["a text to a landline", { channel: "sms", lineType: "landline" }, "ADDRESS_UNUSABLE"],
  ] as const)("%s", (_name, changes, code) => {
    // At night and over the caps as well: the stop still names the decision, and the others are told.
    const decision = decide(
      policyInput({ now: "2026-11-18T04:00:00Z", ...changes } as Parameters<typeof policyInput>[0]),
    );
    expect(decision).toMatchObject({ verdict: "deny", code, nextAllowedAt: null });
    expect(decision.reasons.map((reason) => reason.code)).toContain("TIME_POLICY");
  });

  test("new express consent lifts a recipient's opt-out and never a carrier's", () => {
    const consents = [
      {
        channel: "voice",
        address: "+12125550143",
        kind: "express",
        grantedAt: new Date("2026-11-02T00:00:00Z"),
        expiresAt: null,
      },
    ] as const;
    const out = { optedOut: true, optedOutAt: new Date("2026-11-01T00:00:00Z"), consents: [...consents] };
    expect(decide(policyInput({ ...out, optedOutBy: "recipient" })).verdict).toBe("allow");
    expect(decide(policyInput({ ...out, optedOutBy: "carrier" })).code).toBe("OPTED_OUT_CARRIER");
  });

  test("one confirmation of an opt-out within five minutes, at any hour", () => {
    const confirm = (now: string, changes = {}) =>
      decide(
        policyInput({
          now,
          channel: "sms",
          lineType: "mobile",
          purpose: "opt_out_confirmation",
          optedOut: true,
          optedOutAt: new Date("2026-11-18T04:00:00Z"),
          ...changes,
        }),
      ).code;
    expect(confirm("2026-11-18T04:05:00Z")).toBeNull();
    expect(confirm("2026-11-18T04:05:00.001Z")).toBe("OPT_OUT_CONFIRMATION_LATE");
    const history = contacts("sms", "2026-11-18T04:00:30Z").map((contact) => ({
      ...contact,
      purpose: "opt_out_confirmation" as const,
    }));
    expect(confirm("2026-11-18T04:01:00Z", { history })).toBe("OPT_OUT_CONFIRMATION_SENT");
  });
});

describe("an artificial voice in the United States", () => {
  const call = (changes: Parameters<typeof policyInput>[0] = {}) =>
    decide(policyInput({ artificialVoice: true, ...changes }));
  const consented = [
    {
      channel: "voice" as const,
      address: "+12125550143",
      kind: "express" as const,
      grantedAt: new Date("2026-01-01T00:00:00Z"),
      expiresAt: null,
    },
  ];

  test("never calls a mobile without consent", () => {
    expect(call({ lineType: "mobile" }).code).toBe("CONSENT_AI_VOICE");
    expect(call({ lineType: "mobile", consents: consented }).verdict).toBe("allow");
  });
  test("never calls on consent for another number or channel", () => {
    const other = consented.map((consent) => ({ ...consent, address: "+12125550144" }));
    expect(call({ lineType: "mobile", consents: other }).code).toBe("CONSENT_AI_VOICE");
    const text = consented.map((consent) => ({ ...consent, channel: "sms" as const }));
    expect(call({ lineType: "mobile", consents: text }).code).toBe("CONSENT_AI_VOICE");
  });
  test("never calls where the line is not known", () => {
    expect(call({ lineType: null }).code).toBe("LINE_TYPE_UNKNOWN");
    expect(call({ lineType: "unknown" }).code).toBe("LINE_TYPE_UNKNOWN");
  });
  test("calls a business landline and must say who and what it is", () => {
    expect(call()).toMatchObject({ verdict: "allow", obligations: ["IDENTIFY_CALLER", "AI_DISCLOSURE"] });
  });
  test("calls a home landline three times in thirty days", () => {
    const home = { debtor: { kind: "consumer" as const }, housePolicy: {} };
    const three = contacts("voice", "2026-10-25T15:00:00Z", "2026-11-02T15:00:00Z", "2026-11-10T15:00:00Z");
    expect(call({ ...home, history: three.slice(1) }).obligations).toContain("OPT_OUT_MECHANISM");
    expect(call({ ...home, history: three }).code).toBe("TCPA_3_IN_30");
  });
});

describe("caps count per debtor and per address", () => {
  const days = (...before: number[]) =>
    contacts(
      "voice",
      ...before.map((day) => new Date(Date.parse("2026-11-18T15:00:00Z") - day * 86_400_000).toISOString()),
    );

  test("seven calls in seven days are allowed, the eighth is not", () => {
    expect(answer(consumer("NY", { history: days(1, 1, 2, 3, 4, 6) }))[0]).toBe("allow");
    // Full; the oldest day leaves the window at midnight after the seventh day.
    expect(answer(consumer("NY", { history: days(1, 1, 2, 3, 4, 5, 6) }))).toEqual([
      "deny",
      "FREQ_7_IN_7",
      "2026-11-19T05:00:00.000Z",
    ]);
    expect(answer(consumer("NY", { history: days(1, 2, 3, 4, 5, 6, 7) }))[0]).toBe("allow");
  });

  test("busy signals and inbound calls do not count", () => {
    const busy = days(1, 1, 2, 3, 4, 5, 6).map((contact) => ({ ...contact, connected: false }));
    expect(answer(consumer("NY", { history: busy }))[0]).toBe("allow");
  });

  test("another debtor's contacts at the same number count", () => {
    const shared = days(1, 1, 2, 3, 4, 5, 6).map((contact) => ({ ...contact, debtorId: "debtor-2" }));
    expect(answer(consumer("NY", { history: shared }))[1]).toBe("FREQ_7_IN_7");
  });

  test("after a conversation seven days of rest", () => {
    const talked = [{ ...days(3)[0], direction: "inbound", conversation: true }] as PolicyInput["history"];
    expect(answer(consumer("NY", { history: talked }))).toEqual([
      "defer",
      "CONVERSATION_COOLDOWN",
      "2026-11-22T13:00:00.000Z",
    ]);
  });

  test("Massachusetts allows two calls or texts in seven days, and e-mail", () => {
    const history = [...days(1), ...contacts("sms", "2026-11-16T15:00:00Z")];
    const first = { collectorRole: "first_party", history } as const;
    expect(answer(consumer("MA", { ...first, channel: "sms", lineType: "mobile" }))[1]).toBe("FREQ_MA_2_IN_7");
    expect(answer(consumer("MA", { ...first, channel: "email", address: "a@b.example" }))[0]).toBe("allow");
  });

  test("house policy keeps twenty hours between contacts, on whichever channel", () => {
    const history = contacts("email", "2026-11-18T02:00:00Z");
    expect(decide(policyInput({ history }))).toMatchObject({
      verdict: "deny",
      code: "FREQ_POLICY",
      nextAllowedAt: new Date("2026-11-18T22:00:00Z"),
    });
    expect(decide(policyInput({ history, now: "2026-11-18T22:00:00Z" })).verdict).toBe("allow");
  });

  test("a slot reserved for later counts as a contact", () => {
    expect(decide(policyInput({ history: contacts("sms", "2026-11-18T20:00:00Z") })).code).toBe("FREQ_POLICY");
  });

  test("what the debtor asked for is no chasing", () => {
    const history = contacts("voice", "2026-11-18T14:59:00Z");
    const link = policyInput({ purpose: "service", channel: "sms", lineType: "mobile", history });
    expect(decide(link).verdict).toBe("allow");
  });
});

test("house policy narrows and never widens", () => {
  const wide = policyInput({ now: "2026-11-18T12:00:00Z", housePolicy: { notBefore: "05:00", notAfter: "23:00" } });
  expect(decide(wide).code).toBe("TIME_POLICY");
  const days = policyInput({ now: "2026-11-21T15:00:00Z", housePolicy: { days: ["mon", "tue"] } });
  expect(decide(days).nextAllowedAt).toEqual(new Date("2026-11-23T13:00:00Z"));
});

test("a receipt may come at any hour, but not to someone who opted out", () => {
  const night = { now: "2026-11-18T04:00:00Z", purpose: "receipt", channel: "email", address: "a@b.example" } as const;
  expect(decide(policyInput(night)).verdict).toBe("allow");
  expect(decide(policyInput({ ...night, optedOut: true })).code).toBe("OPTED_OUT");
});

test("a collector's consumer must be told about opting out", () => {
  const mail = policyInput({ ...collectedConsumer, channel: "email", address: "a@b.example" });
  expect(decide(mail).obligations).toEqual(expect.arrayContaining(["OPT_OUT_MECHANISM", "MINI_MIRANDA"]));
});
