import fc from "fast-check";
import { expect, test } from "vitest";
import { PlaybackLedger } from "@/server/voice/speaking/playback-ledger";

const item = (n: number) => ({ responseId: `resp_${n}`, itemId: `item_${n}`, contentIndex: 0 });
const ms = (count: number) => count * 8;

test("what was heard is told by marks, whatever their order", () => {
  const ledger = new PlaybackLedger();
  const marks = [200, 200, 200].map((each, at) => String(ledger.sent(item(1), ms(each), at)));
  expect(ledger.marked(marks[1] ?? "", 400)).toEqual({ kind: "heard", itemId: "item_1", heardMs: 400, isOver: false });
  expect(ledger.marked(marks[0] ?? "", 410)).toMatchObject({ heardMs: 400 });
  expect(ledger.marked(marks[0] ?? "", 420)).toEqual({ kind: "unknown" });
  expect(ledger.marked("of somebody else", 420)).toEqual({ kind: "unknown" });
  expect(ledger.unplayedMs).toBe(200);
});

test("between two marks the line's clock goes on, but not past a mark that has not come back", () => {
  const ledger = new PlaybackLedger();
  const first = ledger.sent(item(1), ms(500), 1_000);
  ledger.sent(item(1), ms(500), 1_010);
  ledger.marked(first ?? "", 1_510);
  expect(ledger.interrupt(1_810)).toMatchObject([{ itemId: "item_1", heardMs: 800, sentMs: 1_000 }]);

  const late = new PlaybackLedger();
  late.sent(item(2), ms(400), 0);
  late.sent(item(2), ms(400), 0);
  expect(late.interrupt(60_000)).toMatchObject([{ heardMs: 400 }]);
});

test("an item whose turn had not come was not heard at all", () => {
  const ledger = new PlaybackLedger();
  ledger.sent(item(1), ms(300), 0);
  ledger.finished(item(1));
  ledger.sent(item(2), ms(300), 0);
  expect(ledger.interrupt(120).map((cut) => [cut.itemId, cut.heardMs])).toEqual([
    ["item_1", 120],
    ["item_2", 0],
  ]);
});

test("an answer that is complete but still unplayed is cut all the same", () => {
  const ledger = new PlaybackLedger();
  ledger.sent(item(1), ms(4_000), 0);
  const last = ledger.finished(item(1));
  ledger.responseEnded("resp_1");
  expect(ledger.isSilent).toBe(false);
  expect(ledger.interrupt(1_000)).toMatchObject([{ heardMs: 1_000, sentMs: 4_000 }]);
  expect(ledger.isSilent).toBe(true);
  expect(ledger.marked(last ?? "", 1_001)).toEqual({ kind: "cleared" });
});

test("a second item starts at its own beginning, not where the first began", () => {
  const ledger = new PlaybackLedger();
  ledger.sent(item(1), ms(1_000), 0);
  const done = ledger.finished(item(1));
  ledger.sent(item(2), ms(1_000), 500);
  expect(ledger.marked(done ?? "", 1_000)).toMatchObject({ isOver: true });
  expect(ledger.interrupt(1_200)).toMatchObject([{ itemId: "item_2", heardMs: 200 }]);
});

test("after a pause of the model in the middle of an item the clock of the pause does not count", () => {
  const ledger = new PlaybackLedger();
  const mark = ledger.sent(item(1), ms(200), 0);
  ledger.marked(mark ?? "", 200);
  ledger.sent(item(1), ms(400), 5_000);
  expect(ledger.interrupt(5_100)).toMatchObject([{ heardMs: 300 }]);
});

test("short pieces share a mark", () => {
  const ledger = new PlaybackLedger();
  const marks = Array.from({ length: 50 }, (_, at) => ledger.sent(item(1), ms(20), at * 20));
  expect(marks.filter(Boolean)).toHaveLength(5);
});

test("late audio of a response that was cut is dropped until its end is told", () => {
  const ledger = new PlaybackLedger();
  ledger.sent(item(1), ms(200), 0);
  ledger.interrupt(10);
  expect(ledger.isDiscarded("resp_1")).toBe(true);
  ledger.responseEnded("resp_1");
  expect(ledger.isDiscarded("resp_1")).toBe(false);
});

/** A phone that plays what it is sent in real time and echoes marks as Twilio does; echoes may be late, twice or swapped. */
type Step =
  | { do: "send"; ms: number }
  | { do: "finish" }
  | { do: "next item" }
  | { do: "play"; ms: number }
  | { do: "echo"; swap: boolean; twice: boolean; count: number }
  | { do: "interrupt" };

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("send" as const), ms: fc.integer({ min: 1, max: 700 }) }),
    fc.record({ do: fc.constant("play" as const), ms: fc.integer({ min: 1, max: 900 }) }),
    fc.record({
      do: fc.constant("echo" as const),
      swap: fc.boolean(),
      twice: fc.boolean(),
      count: fc.integer({ min: 1, max: 5 }),
    }),
    fc.constant<Step>({ do: "finish" }),
    fc.constant<Step>({ do: "next item" }),
    fc.constant<Step>({ do: "interrupt" }),
  ),
  { maxLength: 60 },
);

test("whatever happens on the line, no cut is longer than what was sent or shorter than what a mark proved", () => {
  fc.assert(
    fc.property(steps, (script: Step[]) => {
      const ledger = new PlaybackLedger();
      let nth = 0;
      let clock = 0;
      const sent = new Map<string, number>();
      const proven = new Map<string, number>();
      let queue: { name?: string; itemId: string; ms: number; endMs: number }[] = [];
      let echoes: { name: string; itemId: string; endMs: number }[] = [];
      const stale: string[] = [];
      for (const step of script) {
        const now = item(nth);
        if (step.do === "next item") nth += 1;
        if (step.do === "send" && !ledger.isDiscarded(now.responseId)) {
          const total = (sent.get(now.itemId) ?? 0) + step.ms;
          sent.set(now.itemId, total);
          const name = ledger.sent(now, ms(step.ms), clock) ?? undefined;
          queue.push({ itemId: now.itemId, ms: step.ms, name, endMs: total });
        }
        if (step.do === "finish") {
          const name = ledger.finished(now);
          if (name) queue.push({ itemId: now.itemId, ms: 0, name, endMs: sent.get(now.itemId) ?? 0 });
          if (name) nth += 1;
        }
        if (step.do === "play") {
          clock += step.ms;
          let left = step.ms;
          while (queue[0] && queue[0].ms <= left) {
            const played = queue.shift();
            if (!played) break;
            left -= played.ms;
            if (played.name) echoes.push({ name: played.name, itemId: played.itemId, endMs: played.endMs });
          }
          if (queue[0]) queue[0] = { ...queue[0], ms: queue[0].ms - left };
        }
        if (step.do === "echo") {
          let batch = echoes.splice(0, step.count);
          if (step.swap) batch = batch.reverse();
          for (const echo of step.twice ? [...batch, ...batch] : batch) {
            const news = ledger.marked(echo.name, clock);
            if (news.kind === "heard") {
              proven.set(echo.itemId, Math.max(proven.get(echo.itemId) ?? 0, echo.endMs));
              expect(news.heardMs).toBeGreaterThanOrEqual(echo.endMs);
              expect(news.heardMs).toBeLessThanOrEqual(sent.get(echo.itemId) ?? 0);
            }
          }
          for (const name of stale.splice(0, 3)) expect(ledger.marked(name, clock).kind).toBe("cleared");
        }
        if (step.do === "interrupt") {
          const cuts = ledger.interrupt(clock);
          for (const cut of cuts) {
            expect(cut.heardMs).toBeLessThanOrEqual(sent.get(cut.itemId) ?? 0);
            expect(cut.heardMs).toBeGreaterThanOrEqual(proven.get(cut.itemId) ?? 0);
            expect(ledger.isDiscarded(cut.responseId)).toBe(true);
          }
          expect(ledger.unplayedMs).toBe(0);
          // After `clear` the vendor echoes everything that was outstanding, whatever was played.
          const cutItems = new Set(cuts.map((cut) => cut.itemId));
          const outstanding = [
            ...echoes.map((e) => e),
            ...queue.flatMap((q) => (q.name ? [{ ...q, name: q.name }] : [])),
          ];
          stale.push(...outstanding.filter((each) => cutItems.has(each.itemId)).map((each) => each.name));
          queue = [];
          echoes = [];
          nth += 1;
        }
        expect(ledger.unplayedMs).toBeGreaterThanOrEqual(0);
        expect(ledger.unplayedMs).toBeLessThanOrEqual([...sent.values()].reduce((sum, each) => sum + each, 0));
      }
    }),
    { numRuns: 500 },
  );
});

test("the same marks in any order leave the same behind", () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 200, max: 400 }), { minLength: 1, maxLength: 12 })
        .chain((pieces) =>
          fc.tuple(fc.constant(pieces), fc.shuffledSubarray([...pieces.keys()], { minLength: pieces.length })),
        ),
      ([pieces, order]) => {
        const ledger = new PlaybackLedger();
        const marks = pieces.map((each) => String(ledger.sent(item(1), ms(each), 0)));
        for (const at of order) ledger.marked(marks[at] ?? "", 50);
        const total = pieces.reduce((sum, each) => sum + each, 0);
        expect(ledger.unplayedMs).toBe(0);
        expect(ledger.interrupt(50)).toMatchObject([{ heardMs: total }]);
      },
    ),
  );
});
