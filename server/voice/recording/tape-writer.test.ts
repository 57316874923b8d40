import { expect, test } from "vitest";
import { TapeWriter } from "@/server/voice/recording/tape-writer";
import { MemoryTapes } from "@/server/voice/testing/memory-tapes";

const second = () => Buffer.alloc(16_000, 1);
const startedAt = new Date("2026-05-04T10:00:00Z");

test("what is handed over is written in its order, and its length is known at the end", async () => {
  const tapes = new MemoryTapes();
  const writer = new TapeWriter(tapes, startedAt, () => {});
  for (let nth = 0; nth < 5; nth += 1) writer.write(Buffer.alloc(16_000, nth));
  await writer.end();
  expect(tapes.tapes).toMatchObject([{ startedAt, end: { is: "kept", lengthMs: 5_000 } }]);
  expect([0, 1, 2, 3, 4].map((nth) => tapes.tapes[0]?.audio[nth * 16_000])).toEqual([0, 1, 2, 3, 4]);
});

test("a store that takes nothing for two minutes costs the recording, and says so; nobody waited for it", async () => {
  let release: () => void = () => {};
  const tapes = new MemoryTapes(() => new Promise((resolve) => (release = resolve)));
  const codes: string[] = [];
  const writer = new TapeWriter(tapes, startedAt, (code) => codes.push(code));
  for (let nth = 0; nth < 125; nth += 1) writer.write(second());
  expect(codes).toEqual(["slow"]);
  await expect.poll(() => tapes.tapes.length).toBe(1);
  release();
  await writer.end();
  expect(tapes.tapes[0]?.end).toMatchObject({ is: "dropped", code: "slow" });
});

test("a store that fails costs the recording alone", async () => {
  const tapes = new MemoryTapes(() => Promise.reject(new Error("no space left")));
  const codes: string[] = [];
  const writer = new TapeWriter(tapes, startedAt, (code) => codes.push(code));
  writer.write(second());
  await writer.end();
  writer.write(second());
  expect(codes).toEqual(["failed"]);
  expect(tapes.tapes[0]?.end).toMatchObject({ is: "dropped", code: "failed" });
});

test("where nothing was recorded there is no recording", async () => {
  const tapes = new MemoryTapes();
  await new TapeWriter(tapes, startedAt, () => {}).end();
  expect(tapes.tapes).toEqual([]);
});
