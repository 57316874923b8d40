import { expect, test } from "vitest";
import { afterSignIn } from "@/components/auth/after-sign-in";

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "javascript:alert(1)",
  "/sign-out",
  "/sign-in?next=/x",
  "/..//evil.example/",
  "/.//evil.example/",
  "/x/..//evil.example/",
  "/%2e%2e//evil.example/",
  ["/a", "//evil.example"],
  "",
  null,
  undefined,
])("signing in never leads away or out: %s", (next) => {
  expect(afterSignIn(next)).toBe("/workspaces/enter");
});

test("signing in leads to the page that was asked for", () => {
  expect(afterSignIn("/blue-lane/debtors?sort=due")).toBe("/blue-lane/debtors?sort=due");
});
