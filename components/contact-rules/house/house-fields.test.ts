import { expect, test } from "vitest";
import { fieldsOf, readFields } from "@/components/contact-rules/house/house-fields";
import type { HousePolicy } from "@/server/policy/contract";

const policies: HousePolicy[] = [
  {},
  { notBefore: "09:30", notAfter: "17:00", days: ["mon", "fri"], maxCallsPer7Days: 0, minGapHours: 48 },
  { refusedChannels: ["sms", "voice"], adopted: ["UK-POLICY"], maxContactsPer7Days: 3 },
];

test.each(policies)("a saved policy comes back out of its form: %j", (policy) => {
  const { policy: read, faults } = readFields(fieldsOf(policy));
  expect(faults).toEqual([]);
  expect(JSON.parse(JSON.stringify(read))).toEqual(policy);
});

test("what would loosen a rule is told with the rule and its limit, beside what is no value at all", () => {
  const { faults } = readFields({ ...fieldsOf({}), notBefore: "07:00", maxCallsPer7Days: "1.5", minGapHours: "2" });
  expect(faults).toEqual([
    { fault: "looser", field: "notBefore", ruleId: "DUELANE-HOURS", limit: "08:00" },
    { fault: "looser", field: "minGapHours", ruleId: "HOUSE-GAP", limit: 20 },
    { fault: "invalid", field: "maxCallsPer7Days" },
  ]);
});

test("hours that end before they begin are refused", () => {
  expect(readFields({ ...fieldsOf({}), notBefore: "12:00", notAfter: "11:00" }).faults).toEqual([
    { fault: "order", field: "notAfter" },
  ]);
});
