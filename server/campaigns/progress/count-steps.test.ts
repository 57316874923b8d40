import { expect, test } from "vitest";
import { countSteps } from "@/server/campaigns/progress/count-steps";

test("each step counts who came, who went on and who was refused there", () => {
  expect(
    countSteps([
      { kind: "went", from: "start", port: "next", to: "mail" },
      { kind: "asked", nodeId: "mail", visit: 1 },
      { kind: "answered", nodeId: "mail", visit: 1, verdict: "deny", code: "OPTED_OUT" },
      { kind: "went", from: "mail", port: "next", to: "pause" },
      { kind: "waits", nodeId: "pause", until: "2026-03-05T15:00:00.000Z" },
      { kind: "went", from: "start", port: "next", to: "mail" },
      { kind: "answered", nodeId: "mail", visit: 1, verdict: "defer", code: "TIME_WINDOW" },
      { kind: "left", nodeId: "mail", outcome: "paid" },
    ]),
  ).toEqual([
    { nodeId: "mail", entered: 2, passed: 2, failed: 1 },
    { nodeId: "pause", entered: 1, passed: 0, failed: 0 },
    { nodeId: "start", entered: 0, passed: 2, failed: 0 },
  ]);
});
