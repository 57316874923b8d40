import { expect, test } from "vitest";
import { looserThan, refusalOf } from "@/server/policy/stricter-only";

test("a house rule at the default is allowed, one step laxer is not", () => {
  const limits = {
    notBefore: "08:00",
    notAfter: "21:00",
    maxCallsPer7Days: 7,
    maxContactsPer7Days: 7,
    minGapHours: 20,
  };
  expect(looserThan({})).toEqual([]);
  expect(looserThan(limits)).toEqual([]);
  const lax = { notBefore: "07:59", notAfter: "21:01", maxCallsPer7Days: 8, maxContactsPer7Days: 8, minGapHours: 19 };
  expect(looserThan(lax).map(({ field, limit }) => [field, limit])).toEqual(Object.entries(limits));
});

test("the refusal names the rule that would be loosened, and its limit", () => {
  expect(looserThan({ notBefore: "06:00", maxContactsPer7Days: 9 }).map(refusalOf)).toEqual([
    "This would loosen DUELANE-HOURS: contacts begin at 08:00 at the earliest.",
    "This would loosen HOUSE-CONTACTS: at most 7 contacts in seven days.",
  ]);
});
