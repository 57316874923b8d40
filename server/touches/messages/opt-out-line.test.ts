import { expect, test } from "vitest";
import { withOptOutLine } from "@/server/touches/messages/opt-out-line";

test("every text reminder says how to stop, once", () => {
  expect(withOptOutLine("Please pay.", "en-US")).toBe("Please pay.\nReply STOP to opt out.");
  expect(withOptOutLine("Please pay. Text STOP to end.", "en")).toBe("Please pay. Text STOP to end.");
  expect(withOptOutLine("Bitte zahlen.", "de")).toContain("STOP");
  expect(withOptOutLine("Please pay.", "xx")).toContain("Reply STOP");
});
