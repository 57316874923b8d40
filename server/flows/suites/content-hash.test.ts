import { expect, test } from "vitest";
import type { DraftFlow } from "@/server/flows/graph/schema";
import { contentHash } from "@/server/flows/suites/content-hash";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";

const { flow } = paymentReminder;
const hash = contentHash(flow, ["AI_DISCLOSURE", "IDENTIFY_CALLER"]);

test("a flow that is held alike has the same hash, however it is drawn and in whatever order it is written down", () => {
  const drawnElsewhere: DraftFlow = {
    ...flow,
    nodes: flow.nodes.map((node) => ({ ...node, position: { x: 1, y: 2 } })).reverse(),
    edges: [...flow.edges].reverse().map((edge, nth) => ({ ...edge, id: `other_${nth}` })),
    routes: Object.fromEntries(Object.entries(flow.routes).reverse()),
  };
  expect(contentHash(drawnElsewhere, ["IDENTIFY_CALLER", "AI_DISCLOSURE"])).toBe(hash);
});

test("a word, a way, a language, a skill or a duty more is another", () => {
  const others: [DraftFlow, string[]][] = [
    [{ ...flow, nodes: flow.nodes.map((node) => ({ ...node, title: `${node.title}!` })) }, []],
    [{ ...flow, edges: flow.edges.slice(1) }, []],
    [{ ...flow, languages: ["en"] }, []],
    [{ ...flow, routes: {} }, []],
    [flow, ["RECORDING_NOTICE"]],
  ];
  const hashes = others.map(([other, more]) => contentHash(other, ["AI_DISCLOSURE", "IDENTIFY_CALLER", ...more]));
  expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
});
