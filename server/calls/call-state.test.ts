import fc from "fast-check";
import { expect, test } from "vitest";
import { type CallReport, callStatusAfter, statusOfReport } from "@/server/calls/call-state";
import { type CallStatus, callEndings, callStatuses, isOver } from "@/server/calls/contract";

const statuses = fc.array(fc.constantFrom(...callStatuses));
const reports = fc.array(fc.record({ ending: fc.constantFrom(...callEndings), over: fc.boolean() }));
const after = (all: readonly CallReport[]) => all.map(statusOfReport).reduce<CallStatus>(callStatusAfter, "initiated");

test("a call never goes back, and once it is over it stays over", () => {
  fc.assert(
    fc.property(statuses, (all) => {
      let status: CallStatus = "initiated";
      for (const reported of all) {
        const next = callStatusAfter(status, reported);
        expect(callStatuses.indexOf(next)).toBeGreaterThanOrEqual(callStatuses.indexOf(status));
        if (isOver(status)) expect(isOver(next)).toBe(true);
        status = next;
      }
    }),
  );
});

test("reports in any order, any number of times, end the same", () => {
  fc.assert(
    fc.property(reports, fc.infiniteStream(fc.nat()), (all, chance) => {
      const shuffled = [...all, ...all]
        .map((report) => ({ report, at: chance.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ report }) => report);
      expect(after(shuffled)).toBe(after(all));
    }),
  );
});

test("a call that was picked up goes on until it is over", () => {
  expect(after([{ ending: "answered", over: false }])).toBe("in_progress");
  expect(
    after([
      { ending: "answered", over: true },
      { ending: "answered", over: false },
    ]),
  ).toBe("completed");
});

test("a late word that nobody answered does not undo that somebody did", () => {
  expect(
    after([
      { ending: "answered", over: true },
      { ending: "no_answer", over: true },
    ]),
  ).toBe("completed");
  expect(
    after([
      { ending: "no_answer", over: true },
      { ending: "answered", over: false },
    ]),
  ).toBe("failed");
});
