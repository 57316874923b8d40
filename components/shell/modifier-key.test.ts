import { expect, test } from "vitest";
import { modifierOf } from "@/components/shell/modifier-key";

test.each([
  ["MacIntel", "⌘"],
  ["iPhone", "⌘"],
  ["iPad", "⌘"],
  ["Linux x86_64", "Ctrl"],
  ["Win32", "Ctrl"],
  ["", "Ctrl"],
])("on %j the shortcuts' key is %s", (platform, key) => {
  expect(modifierOf(platform)).toBe(key);
});
