import { expect, test } from "vitest";
import { readSendResult, TRIES_MAX } from "@/server/touches/dispatch/read-send-result";

const now = new Date("2026-03-02T15:00:00Z");
const plain = { deduplicates: false, canBeAsked: false };
const of = (attempts: number, settling = plain) => ({ attempts, now, settling, message: null });

test("what surely was not sent waits longer each time, and as long as the vendor says", () => {
  const waits = [1, 2, 3, 4].map((attempts) => {
    const outcome = readSendResult({ kind: "not_sent", code: "BUSY" }, of(attempts));
    return outcome.kind === "requeue" ? (outcome.dispatchAt.getTime() - now.getTime()) / 1_000 : -1;
  });
  expect(waits).toEqual([30, 60, 120, 240]);
  const told = readSendResult({ kind: "not_sent", code: "BUSY", retryAfterSeconds: 900 }, of(1));
  expect(told).toMatchObject({ kind: "requeue", dispatchAt: new Date("2026-03-02T15:15:00Z") });
  expect(readSendResult({ kind: "not_sent", code: "BUSY" }, of(TRIES_MAX))).toMatchObject({
    kind: "failed",
    task: true,
  });
});

test("a vendor that asks for years, or for no time there is, is tried again the next day", () => {
  for (const retryAfterSeconds of [1e9, 1e300, Number.POSITIVE_INFINITY]) {
    const told = readSendResult({ kind: "not_sent", code: "429", retryAfterSeconds }, of(1));
    expect(told).toMatchObject({ kind: "requeue", dispatchAt: new Date("2026-03-03T15:00:00Z") });
  }
});

test("a doubt becomes unknown only where the vendor can neither deduplicate nor be asked", () => {
  const doubt = { kind: "in_doubt", code: "TIMEOUT" } as const;
  expect(readSendResult(doubt, of(1))).toEqual({ kind: "unknown", code: "TIMEOUT" });
  expect(readSendResult(doubt, of(1, { deduplicates: true, canBeAsked: false }))).toMatchObject({ kind: "doubt" });
  expect(readSendResult(doubt, of(1, { deduplicates: false, canBeAsked: true }))).toMatchObject({ kind: "doubt" });
});
