import { expect, test } from "vitest";
import type { SaidTurn } from "@/server/calls/followups/call-facts";
import { unwrittenIn } from "@/server/calls/followups/unwritten";

const says = (speaker: SaidTurn["speaker"], text: string): SaidTurn => ({ speaker, kind: "speech", text });
const none = { promises: [], disputes: [] };
const promise = { amountMinor: 80_000, currency: "USD", dueOn: "2026-03-06" };
const talk = [
  says("agent", "Can you pay the balance?"),
  says("debtor", "I will pay on Monday."),
  says("person", "Sam here. What can I do for you?"),
  says("debtor", "We will pay it on Friday."),
  says("person", "All of it?"),
  says("debtor", "Yes, but two pallets were damaged."),
  says("agent", "Thank you."),
  says("debtor", "I'll pay on Tuesday, then."),
];

test("what a person of ours was promised or told is found; what the AI heard, its own skills write down", () => {
  expect(unwrittenIn({ ...none, turns: talk })).toEqual([
    "We will pay it on Friday.",
    "Yes, but two pallets were damaged.",
  ]);
});

test("what is written down of the call is not missing", () => {
  const disputes = [{ invoice: "INV-7", reason: null }];
  expect(unwrittenIn({ promises: [promise], disputes: [], turns: talk })).toEqual([
    "Yes, but two pallets were damaged.",
  ]);
  expect(unwrittenIn({ promises: [promise], disputes, turns: talk })).toEqual([]);
});

test("keys and small talk promise nothing", () => {
  const keys: SaidTurn = { speaker: "debtor", kind: "keys", text: "1" };
  expect(unwrittenIn({ ...none, turns: [says("person", "Hello?"), says("debtor", "Hello."), keys] })).toEqual([]);
});
