import { describe, expect, test } from "vitest";
import { compileCel, holds, keyOf, numberOf } from "@/inngest/runner/configuration/cel";

const event = { data: { tenantId: "t1", amount: 120, kind: "sms", paid: false, none: null, tags: ["a"] } };

describe("conditions", () => {
  test.each([
    "event.data.amount > 100",
    "event.data.amount == 120",
    "event.data.kind in ['sms', 'email'] && !event.data.paid",
    "event.data.none == null",
    "has(event.data.kind) && !has(event.data.missing)",
    "event.data.tags.exists(tag, tag == 'a')",
    "event.data.kind.startsWith('s') || event.data.missing == 1",
    "event.data.tenantId == async.data.tenantId",
  ])("%s holds", (expression) => expect(holds(expression, { event, async: event })).toBe(true));

  test.each(["event.data.amount > 200", "event.data.missing == 1", "event.data.a.b.c", "event.data.kind"])(
    "%s does not",
    (expression) => expect(holds(expression, { event })).toBe(false),
  );

  test("no condition always holds", () => expect(holds(undefined, { event })).toBe(true));
});

describe("keys", () => {
  test("are text, whatever they are made of", () => {
    expect(keyOf("event.data.tenantId", { event })).toBe("t1");
    expect(keyOf("event.data.tenantId + '-' + event.data.kind", { event })).toBe("t1-sms");
    expect(keyOf("event.data.amount", { event })).toBe("120");
    expect(keyOf("event.data.paid", { event })).toBe("false");
    expect(keyOf("1 + 1", { event })).toBe("2");
    expect(keyOf("event.data.tags", { event })).toBe('["a"]');
  });

  test("are undefined where the event lacks what they are made of", () => {
    expect(keyOf("event.data.missing", { event })).toBeUndefined();
  });
});

describe("numbers and syntax", () => {
  test("a priority is a whole number, 0 when it cannot be told", () => {
    expect(numberOf("event.data.amount > 100 ? 300 : 0", { event })).toBe(300);
    expect(numberOf("event.data.kind", { event })).toBe(0);
    expect(numberOf("event.data.missing", { event })).toBe(0);
  });

  test("a syntax error is thrown when it is compiled", () => {
    expect(() => compileCel("event.data.(")).toThrow();
  });
});
