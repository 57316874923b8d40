import { expect, test } from "vitest";
import { personKey } from "@/server/audit/person-seal";
import { readEvent, storedEvent } from "@/server/campaigns/waking/quoting-events";
import type { HistoryEvent } from "@/server/journeys/interpreter/history";

const key = personKey("0198a000-0000-7000-8000-000000000001");
const another = personKey("0198a000-0000-7000-8000-000000000002");
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));

const answered: HistoryEvent = {
  kind: "webhook_answered",
  nodeId: "ask",
  visit: 1,
  ok: true,
  kept: { tier: "marmalade" },
};
const branched: HistoryEvent = {
  kind: "branched",
  nodeId: "vip",
  port: "yes",
  tried: [
    {
      path: "yes",
      why: {
        group: "all",
        holds: true,
        parts: [
          {
            condition: { fact: "tags", is: "any_of", values: ["marmalade"] },
            holds: true,
            actual: ["marmalade"],
          } as never,
        ],
      },
    },
  ],
};

test.each([answered, branched])("what $kind quotes of a debtor is read with their key, and with no other", (event) => {
  const stored = storedEvent(event, key, random);
  expect(JSON.stringify(stored)).not.toContain("marmalade");
  expect(stored).toMatchObject({ kind: event.kind, nodeId: "nodeId" in event ? event.nodeId : "" });
  expect(readEvent(stored, key)).toEqual(event);
  for (const gone of [another, undefined]) expect(JSON.stringify(readEvent(stored, gone))).not.toContain("marmalade");
  expect(readEvent(stored, undefined)).not.toHaveProperty("sealed");
});

test("what quotes nothing stands in the log as it is, and of somebody who was erased nothing is quoted at all", () => {
  const went: HistoryEvent = { kind: "went", from: "a", port: "next", to: "b" };
  const sums: HistoryEvent = {
    kind: "branched",
    nodeId: "big",
    port: "else",
    tried: [
      {
        path: "yes",
        why: { condition: { fact: "invoice_count", is: "at_least", value: 3 }, holds: false, actual: 1 } as never,
      },
    ],
  };
  for (const event of [went, sums]) expect(storedEvent(event, key, random)).toEqual(event);
  expect(storedEvent(answered, undefined, random)).toEqual({
    kind: "webhook_answered",
    nodeId: "ask",
    visit: 1,
    ok: true,
  });
});
