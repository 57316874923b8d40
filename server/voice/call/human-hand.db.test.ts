// A human who comes late, or to a conversation that is over: what the call makes of it, over real lines.
import { expect, test } from "vitest";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import type { Handing } from "@/server/voice/call/call-ports";
import { greeting, startCall } from "@/server/voice/testing/call-rig";

const transfer = {
  type: "transfer",
  transferId: "transfer_1",
  mode: "warm",
  to: "anyone",
  brief: { who: "Dana", owes: "", said: "", wants: "" },
} as const;
const asking = ({ type }: ConversationEvent) => (type === "begun" ? [...greeting(), transfer] : []);

function handing(of: Partial<Handing> = {}): Handing & { joins: number } {
  return {
    joins: 0,
    ring: async () => true,
    giveUp: async () => false,
    async join() {
      this.joins += 1;
    },
    isTheirs: () => true,
    ...of,
  };
}

test("who does not come in time is waited for no longer", async () => {
  const given: string[] = [];
  const human = handing({ giveUp: async (transferId) => given.push(transferId) === 0 });
  await using call = await startCall({ handing: human, converse: asking, timings: { humanWithinMs: 20 } });
  await call.tells("transferred");
  expect(call.told("transferred")).toMatchObject([{ transferId: "transfer_1", result: "no_answer" }]);
  expect([given, human.joins]).toEqual([["transfer_1"], 0]);
});

test("who accepted at the last moment has come, though nobody was told", async () => {
  const human = handing({ giveUp: async () => true });
  await using call = await startCall({ handing: human, converse: asking, timings: { humanWithinMs: 20 } });
  await call.tells("transferred");
  expect(call.told("transferred")).toMatchObject([{ result: "connected" }]);
  await expect.poll(() => human.joins).toBe(1);
  call.phone.hangUp();
  expect((await call.ends()).detail).toBe("handed_over");
  expect(call.told("ended")).toEqual([]);
});

test("a conversation that was over when a human took the call ends with its line", async () => {
  const human = handing({ isTheirs: () => false });
  await using call = await startCall({ handing: human, converse: () => [] });
  call.session?.tell({ type: "supervised", by: "user_1", supervision: { action: "take_over" } });
  await expect.poll(() => human.joins).toBe(1);
  call.phone.hangUp();
  await call.ends();
  expect(call.told("ended")).toHaveLength(1);
});
