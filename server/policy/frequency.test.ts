// Written from the facts: how often, counted per debt, per debtor and per address, on the days of the debtor.
import { describe, expect, test } from "vitest";
import { answer, businessCase, call, callsBefore, NUMBER, policyCase, text } from "@/server/policy/testing/policy-case";

const codeOf = (value: unknown) => answer(value)[1];

describe("seven calls in seven days about a debt", () => {
  test("the seventh is allowed, the eighth is not, until the oldest day has left", () => {
    expect(answer(policyCase({ history: callsBefore(0, 1, 2, 3, 4, 6) }))[0]).toBe("allow");
    expect(answer(policyCase({ history: callsBefore(0, 1, 2, 3, 4, 5, 6) }))).toEqual([
      "deny",
      "FREQ_7_IN_7",
      "2026-11-19T05:00:00Z",
    ]);
    expect(answer(policyCase({ history: callsBefore(0, 1, 2, 3, 4, 5, 7) }))[0]).toBe("allow");
  });
  test("days are the debtor's: late in the evening there is still the day before in UTC", () => {
    const history = [...callsBefore(0, 1, 2, 3, 4, 5), call("2026-11-12T04:59Z")];
    expect(codeOf(policyCase({ history }))).toBeNull();
    expect(codeOf(policyCase({ history: [...history.slice(0, 6), call("2026-11-12T05:00Z")] }))).toBe("FREQ_7_IN_7");
  });
  test("in several zones the stricter count binds", () => {
    const debtor = { address: { country: "US", region: "CA" } };
    const history = [...callsBefore(0, 1, 2, 3, 4, 5), call("2026-11-12T06:00Z")];
    expect(codeOf(policyCase({ debtor, history }))).toBe("FREQ_7_IN_7");
  });
  test("other debts, inbound, busy, failed, unconnected calls and the attorney's do not count", () => {
    const seven = (more: object) => callsBefore(0, 1, 2, 3, 4, 5, 6).map((each) => ({ ...each, ...more }));
    for (const more of [
      { accountId: "B" },
      { direction: "inbound" },
      { outcome: "busy" },
      { outcome: "failed" },
      { outcome: "invalid" },
      { connected: false },
      { place: "attorney" },
      { channel: "sms", outcome: "delivered" },
    ]) {
      expect([more, codeOf(policyCase({ history: seven(more) }))]).toEqual([more, null]);
    }
    expect(codeOf(policyCase({ history: seven({ outcome: undefined, connected: undefined }) }))).toBe("FREQ_7_IN_7");
  });
  test("another debtor's calls at the same number count", () => {
    const shared = callsBefore(0, 1, 2, 3, 4, 5, 6).map((each) => ({
      ...each,
      accountId: "B",
      debtorId: "another",
      address: NUMBER,
    }));
    expect(codeOf(policyCase({ history: shared }))).toBe("FREQ_7_IN_7");
    expect(codeOf(policyCase({ history: shared, contact: { address: "+12125550144" } }))).toBeNull();
  });
  test("the debtor's own request lifts it and the rest after a conversation", () => {
    const consents = [{ channel: "voice", address: NUMBER, kind: "timed", at: "2026-11-17T12:00Z" }];
    const history = [...callsBefore(0, 1, 2, 3, 4, 5, 6), call("2026-11-16T17:00Z", { conversation: true })];
    expect(codeOf(policyCase({ history, consents }))).toBeNull();
  });
  test("creditors, companies and messages are not bound", () => {
    const history = callsBefore(0, 1, 2, 3, 4, 5, 6);
    expect(codeOf(policyCase({ history, collector: { role: "first_party" } }))).toBeNull();
    expect(codeOf(businessCase({ history }))).toBeNull();
    expect(codeOf(policyCase({ history, contact: { channel: "sms" } }))).toBeNull();
  });
});

describe("seven days of rest after a conversation", () => {
  test.each([
    ["the day itself", "2026-11-18T16:00Z", "2026-11-25T13:00:00Z"],
    ["six days later", "2026-11-12T17:00Z", "2026-11-19T13:00:00Z"],
  ])("%s", (_name, at, next) => {
    for (const direction of ["outbound", "inbound"]) {
      const history = [call(at, { direction, conversation: true, outcome: "answered" })];
      expect(answer(policyCase({ history }))).toEqual(["defer", "CONVERSATION_COOLDOWN", next]);
    }
  });
  test("the eighth day is free, and so are other debts and other channels", () => {
    const talk = (more = {}) => [call("2026-11-16T17:00Z", { conversation: true, ...more })];
    expect(codeOf(policyCase({ history: [call("2026-11-11T17:00Z", { conversation: true })] }))).toBeNull();
    expect(codeOf(policyCase({ history: talk({ accountId: "B" }) }))).toBeNull();
    expect(codeOf(policyCase({ history: talk({ conversation: false, outcome: "voicemail" }) }))).toBeNull();
    expect(codeOf(policyCase({ history: talk(), contact: { channel: "sms" } }))).toBeNull();
  });
});

describe("Massachusetts", () => {
  const massachusetts = (more = {}) =>
    policyCase({
      collector: { role: "first_party" },
      debtor: { address: { country: "US", region: "MA" } },
      contact: { channel: "sms", ...(more as { contact?: object }).contact },
      ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== "contact")),
    });
  const two = [call("2026-11-15T17:00Z"), text("2026-11-16T17:00Z")];

  test("two calls or texts in seven days, creditors too, mail apart", () => {
    expect(answer(massachusetts({ history: two }))).toEqual(["deny", "FREQ_MA_2_IN_7", "2026-11-22T05:00:00Z"]);
    expect(codeOf(massachusetts({ history: two, contact: { channel: "voice" } }))).toBe("FREQ_MA_2_IN_7");
    const mail = { channel: "email", address: "a@b.example" };
    expect(codeOf(massachusetts({ history: two, contact: mail }))).toBeNull();
    const byMail = { ...text("2026-11-16T17:00Z"), channel: "email" };
    expect(codeOf(massachusetts({ history: [two[0], byMail] }))).toBeNull();
  });
  test("an unanswered call counts unless no message could have been left", () => {
    const unreachable = call("2026-11-15T17:00Z", { voicemailPossible: false });
    expect(codeOf(massachusetts({ history: [unreachable, two[1]] }))).toBeNull();
    const possible = call("2026-11-15T17:00Z", { voicemailPossible: true });
    expect(codeOf(massachusetts({ history: [possible, two[1]] }))).toBe("FREQ_MA_2_IN_7");
  });
  test("at work two in thirty days, counted apart", () => {
    const work = { contact: { channel: "voice", place: "work" } };
    const atWork = [call("2026-10-20T16:00Z", { place: "work" }), call("2026-11-10T17:00Z", { place: "work" })];
    expect(answer(massachusetts({ ...work, history: atWork }))).toEqual([
      "deny",
      "FREQ_MA_2_IN_30",
      "2026-11-19T05:00:00Z",
    ]);
    expect(codeOf(massachusetts({ ...work, history: two }))).toBeNull();
    expect(codeOf(massachusetts({ history: atWork }))).toBeNull();
  });
});

test("New York City: three attempts in seven days on any channel, older ones included when the rule begins", () => {
  const history = [
    call("2026-08-27T16:00Z"),
    text("2026-08-28T16:00Z", { outcome: "bounced" }),
    call("2026-08-29T16:00Z"),
  ];
  const city = (at: string, more = {}) => policyCase({ at, history, collector: { inNewYorkCity: true }, ...more });
  expect(codeOf(city("2026-08-31T16:00Z"))).toBeNull();
  expect(answer(city("2026-09-01T16:00Z"))).toEqual(["deny", "FREQ_NYC_3_IN_7", "2026-09-03T04:00:00Z"]);
  expect(codeOf(city("2026-09-01T16:00Z", { debt: { accountId: "B" } }))).toBeNull();
  expect(codeOf(city("2026-09-01T16:00Z", { collector: {} }))).toBeNull();
});

test("Washington: three contacts a week that arrived, any debt, one a week at work", () => {
  const washington = (history: object[], more = {}) =>
    businessCase({
      debtor: { address: { country: "US", region: "WA" } },
      collector: { role: "third_party", licensedAgency: true },
      contact: { address: "+12065550143", ...more },
      history: history as never,
      at: "2026-11-18T18:00Z",
    });
  const three = [call("2026-11-12T18:00Z"), text("2026-11-16T18:00Z", { accountId: "B" }), call("2026-11-17T18:00Z")];
  expect(answer(washington(three))).toEqual(["deny", "FREQ_WA_3_WEEK", "2026-11-19T08:00:00Z"]);
  expect(codeOf(washington([...three.slice(0, 2), text("2026-11-17T18:00Z", { outcome: "bounced" })]))).toBeNull();
  expect(codeOf(washington([call("2026-11-17T18:00Z", { place: "work" })], { place: "work" }))).toBe("FREQ_WA_3_WEEK");
});

describe("Australia counts contacts that were made, per account", () => {
  const sydney = (history: object[], more = {}) =>
    businessCase({
      at: "2026-11-19T01:00Z",
      debtor: { address: { country: "AU", region: "NSW", postalCode: "2000" } },
      contact: { address: "+61290370000" },
      history: history as never,
      ...more,
    });
  const made = (...days: number[]) =>
    days.map((day) =>
      call(`2026-${day > 18 ? "10" : "11"}-${String(day).padStart(2, "0")}T01:00Z`, { contactMade: true }),
    );

  test("three a week", () => {
    expect(answer(sydney(made(13, 14, 18)))).toEqual(["deny", "FREQ_AU_3_WEEK", "2026-11-19T13:00:00Z"]);
    expect(codeOf(sydney(made(12, 14, 18)))).toBeNull();
    expect(codeOf(sydney(made(13, 14, 18), { debt: { accountId: "B" } }))).toBeNull();
    expect(codeOf(sydney(made(13, 14, 18).map((each) => ({ ...each, contactMade: false }))))).toBeNull();
    expect(codeOf(sydney(made(13, 14, 18), { contact: { channel: "email", address: "a@b.example" } }))).toBe(
      "FREQ_AU_3_WEEK",
    );
  });
  test("ten a month", () => {
    const ten = made(21, 22, 25, 28, 30, 2, 4, 6, 9, 18);
    expect(answer(sydney(ten))).toEqual(["deny", "FREQ_AU_10_MONTH", "2026-11-19T13:00:00Z"]);
    expect(codeOf(sydney(made(20, 22, 25, 28, 30, 2, 4, 6, 9, 18)))).toBeNull();
  });
});

test("Ontario: three contacts in seven days, agencies and consumers", () => {
  const toronto = (more = {}) =>
    policyCase({
      debtor: { address: { country: "CA", region: "ON", postalCode: "M5V 1A1" } },
      contact: { address: "+14165550143" },
      history: [call("2026-11-13T16:00Z"), text("2026-11-16T16:00Z"), call("2026-11-17T16:00Z")],
      ...more,
    });
  expect(answer(toronto())).toEqual(["deny", "FREQ_CA_ON_3_IN_7", "2026-11-20T05:00:00Z"]);
  expect(codeOf(toronto({ collector: { role: "first_party" } }))).toBeNull();
});

describe("the house's own", () => {
  const house = (housePolicy: object, history: object[], more = {}) =>
    businessCase({ housePolicy: housePolicy as never, history: history as never, ...more });

  test("calls and contacts in seven days", () => {
    expect(answer(house({ maxCallsPer7Days: 2 }, callsBefore(1, 6)))).toEqual([
      "deny",
      "FREQ_POLICY",
      "2026-11-19T05:00:00Z",
    ]);
    expect(codeOf(house({ maxCallsPer7Days: 2 }, callsBefore(1, 7)))).toBeNull();
    const mixed = [text("2026-11-16T17:00Z", { accountId: "B" }), ...callsBefore(1)];
    expect(codeOf(house({ maxContactsPer7Days: 2 }, mixed))).toBe("FREQ_POLICY");
    expect(codeOf(house({ maxCallsPer7Days: 2 }, mixed))).toBeNull();
    expect(answer(house({ maxCallsPer7Days: 0 }, []))).toEqual(["deny", "FREQ_POLICY", null]);
  });
  test("hours between contacts, those already planned included", () => {
    const gap = { minGapHours: 20 };
    expect(answer(house(gap, [text("2026-11-18T02:00Z")]))).toEqual(["deny", "FREQ_POLICY", "2026-11-18T22:00:00Z"]);
    expect(codeOf(house(gap, [text("2026-11-17T21:00Z")]))).toBeNull();
    expect(codeOf(house(gap, [text("2026-11-18T20:00Z")]))).toBe("FREQ_POLICY");
  });
  test("what the debtor asked for is no chasing", () => {
    const message = { purpose: "service" };
    expect(codeOf(house({ minGapHours: 20, maxContactsPer7Days: 1 }, callsBefore(0), { message }))).toBeNull();
  });
});
