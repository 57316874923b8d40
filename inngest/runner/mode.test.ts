import { expect, test } from "vitest";
import { inngestMode } from "@/inngest/runner/mode";

test("the embedded runner is on until INNGEST_DEV or both keys are set", () => {
  expect(inngestMode({})).toBe("embedded");
  expect(inngestMode({ INNGEST_DEV: "0" })).toBe("embedded");
  expect(inngestMode({ INNGEST_DEV: "1" })).toBe("dev-server");
  expect(inngestMode({ INNGEST_DEV: "http://localhost:8288" })).toBe("dev-server");
  expect(inngestMode({ INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s" })).toBe("inngest");
});

test("one key without the other is refused", () => {
  expect(() => inngestMode({ INNGEST_EVENT_KEY: "e" })).toThrow(/half configured/);
});
