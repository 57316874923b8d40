import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { slugStem } from "@/server/tenancy/create-workspace";
import { may, permissions, roles } from "@/server/tenancy/permissions";

test.each([
  ["Blue Lane Freight, Inc.", "blue-lane-freight-inc"],
  ["Société Générale de Transport", "societe-generale-de-transport"],
  ["भारत ट्रांसपोर्ट", "workspace"],
  ["A", "workspace"],
  ["x".repeat(80), "x".repeat(40)],
])("the address of %s is %s", (name, slug) => {
  expect(slugStem(name)).toBe(slug);
});

test("each role may do all that the next lower one may, and the owner everything", () => {
  for (const action of Object.keys(permissions) as (keyof typeof permissions)[]) {
    const allowed = roles.map((role) => may(role, action));
    expect([action, allowed]).toEqual([action, [...allowed].sort((a, b) => Number(b) - Number(a))]);
    expect(may("owner", action)).toBe(true);
  }
});

test.each(["en", "hi"])("every action of the role table has a name in %s", (locale) => {
  const { actions } = JSON.parse(readFileSync(`server/i18n/messages/${locale}/settings.json`, "utf8"));
  for (const action of Object.keys(permissions)) {
    const [noun = "", verb = ""] = action.split(".");
    expect([action, typeof actions[noun]?.[verb]]).toEqual([action, "string"]);
  }
});
