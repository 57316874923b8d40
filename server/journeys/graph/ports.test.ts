import { expect, test } from "vitest";
import { portHeard, portsOf } from "@/server/journeys/graph/ports";
import type { DraftNode } from "@/server/journeys/graph/schema";

const wait = {
  id: "wait",
  kind: "wait_for_signal",
  position: { x: 0, y: 0 },
  signals: ["replied" as const],
  apiEvents: ["pod_received", "load.cancelled"],
} satisfies DraftNode;

test("a wait has a way out for each event that it names, each reaching what listens for it", () => {
  expect(portsOf(wait)).toEqual(["replied", "event:pod_received", "event:load.cancelled", "timeout"]);
  for (const event of wait.apiEvents) expect(portHeard(wait, "api_event", { event })).toBe(`event:${event}`);
});

test("an event of another name is not heard, unless the wait is for any", () => {
  expect(portHeard(wait, "api_event", { event: "pod_lost" })).toBeUndefined();
  expect(portHeard(wait, "api_event", undefined)).toBeUndefined();
  const any = { ...wait, signals: ["api_event" as const] };
  expect(portHeard(any, "api_event", { event: "pod_lost" })).toBe("api_event");
  expect(portHeard(any, "api_event", { event: "pod_received" })).toBe("event:pod_received");
});

test("a name in another signal's data is no event", () => {
  expect(portHeard(wait, "link_opened", { event: "pod_received" })).toBeUndefined();
});
