import { expect, test } from "vitest";
import { currentPack } from "@/server/policy/rules/pack";
import { type DebtorGroup, type House, whoIsBound } from "@/server/policy/who-is-bound";

const house: House = { collector: { role: "first_party" }, adopted: [], refusedChannels: [] };
const group = (of: Partial<DebtorGroup>): DebtorGroup => ({
  kind: "company",
  country: "US",
  region: "TX",
  postalCode: null,
  inNewYorkCity: false,
  debtors: 10,
  withEmail: 0,
  numbers: [],
  ...of,
});

function of(id: string, groups: readonly DebtorGroup[], by: Partial<House> = {}) {
  const bound = whoIsBound(groups, { ...house, ...by }, currentPack);
  const rule = currentPack.rules.find((each) => each.id === id);
  return rule && bound.get(rule);
}

test("a rule binds by the number's place as well as by the address'", () => {
  const floridian = group({
    kind: "consumer",
    numbers: [
      { prefix: "+1305", debtors: 3 },
      { prefix: "+1512", debtors: 9 },
    ],
  });
  expect(of("FL-559.72(17)", [floridian])).toEqual({
    debtors: 3,
    channels: ["sms", "voice"],
    places: [{ place: "US-FL", debtors: 3 }],
  });
});

test("a debtor who is reached in several ways is counted once, and a channel without an address brings no rule", () => {
  const both = group({
    withEmail: 10,
    numbers: [
      { prefix: "+1512", debtors: 6 },
      { prefix: "+1213", debtors: 5 },
    ],
  });
  expect(of("CARRIER-STOP", [both])).toMatchObject({ debtors: 10, channels: ["email", "sms", "voice"] });
  expect(of("US-T-AI", [group({ withEmail: 10 })])).toEqual({ notHere: "channel" });
});

test("the first thing that keeps a rule away is named", () => {
  const texan = [group({ withEmail: 10, numbers: [{ prefix: "+1512", debtors: 10 }] })];
  expect(of("AU-HOURS", texan)).toEqual({ notHere: "place" });
  expect(of("US-F-TIME", texan)).toEqual({ notHere: "role" });
  expect(of("US-F-TIME", texan, { collector: { role: "third_party" } })).toEqual({ notHere: "kind" });
  expect(of("IN-RBI-TIME", [group({ country: "IN", numbers: [{ prefix: "+9198", debtors: 1 }] })])).toEqual({
    notHere: "other",
  });
});

test("what another rule says somewhere is not said twice: our own stop gives way to the law's", () => {
  const consumer = [group({ kind: "consumer", withEmail: 4 })];
  const stops = currentPack.rules.filter((rule) => rule.id === "US-F-CEASE");
  const bound = whoIsBound(consumer, { ...house, collector: { role: "third_party" } }, currentPack);
  expect(stops.map((rule) => "debtors" in (bound.get(rule) ?? {}))).toEqual([true, false]);
});
