import { expect, test } from "vitest";
import { mentions, needlesOf } from "@/server/rights/erase/mentions";

const dana = needlesOf({
  name: "Reyes Hauling",
  contactNames: ["Dana Reyes", "Jo"],
  street: "12 Elm Street",
  externalId: "C-77",
  own: [
    { kind: "email", address: "dana@reyes.example" },
    { kind: "phone", address: "+15125550143" },
  ],
});

test.each([
  "dana  REYES",
  "c/o Dana Reyes, accounts",
  "Dana@Reyes.example",
  "(512) 555-0143",
  "+1 512 555 0143 ext",
  "0015125550143",
  "(512) 555-0143 ext. 12",
  "512-555-0143 / 512-555-0199",
  "555-0143",
  "c-77",
  "jo",
  "12 elm street",
])("%s speaks of her", (text) => {
  expect(mentions(dana, text)).toBe(true);
});

test.each(["", "Joanna", "C-771", "550143", "1250.50", "Harbor Steel", "2026-01-05", "+15125550144"])(
  "%s does not, or is too little to tell",
  (text) => {
    expect(mentions(dana, text)).toBe(false);
  },
);
