import { expect, test } from "vitest";
import { findSteps } from "@/components/graph-builder/search/find-steps";

const entries = [
  { id: "a", title: "Send e-mail", text: "Your invoice 0042 is Overdüe" },
  { id: "b", title: "Overdue?", text: "30 days" },
  { id: "c", title: "फ़ोन", text: "बकाया राशि" },
];
const ids = (query: string) => findSteps(entries, query).map((entry) => entry.id);

test("a step is found by its name first and by its text after, whatever the case and the accents", () => {
  expect(ids("OVERDUE")).toEqual(["b", "a"]);
  expect(ids("  invoice send ")).toEqual(["a"]);
  expect(ids("बकाया")).toEqual(["c"]);
});

test("nothing asked for shows everything, nothing found shows nothing", () => {
  expect(ids(" ")).toEqual(["a", "b", "c"]);
  expect(ids("invoice 0043")).toEqual([]);
});
