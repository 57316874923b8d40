import { expect, test } from "vitest";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import { conversationEvent } from "@/server/flows/interpreter/events";

const at = "2026-03-02T09:00:00.000Z";

test("a file of events can be read again: every kind is plain data", () => {
  const events = [
    { type: "begun", at, channel: "voice", direction: "outbound", language: "hi" },
    { type: "heard", at, turnId: "turn_1", text: "हाँ", language: "hi", confidence: 0.9, flags: ["abuse"] },
    { type: "pressed", at, digits: "12#" },
    { type: "silent", at, forMs: 8_000 },
    { type: "spoke", at, sayId: "say_1", heardText: "Hello, this", complete: false },
    { type: "proposed", at, turnId: "turn_1", proposal: { kind: "skill", name: "send_pay_link", args: { by: "sms" } } },
    { type: "skill_done", at, skillCallId: "call_1", outcome: { ok: false, error: { code: "TIMEOUT", message: "" } } },
    { type: "transferred", at, transferId: "transfer_1", result: "no_answer" },
    { type: "answered_by", at, who: "machine", beepHeard: true },
    { type: "money_changed", at, kind: "payment", money: { balances: [], invoices: [] } },
    { type: "timer", at, timerId: "timer_1" },
    { type: "supervised", at, by: "user_1", supervision: { action: "say_this", text: "Hello" } },
    { type: "ended", at, by: "line" },
  ];
  for (const event of events) expect(conversationEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
});

test("keys that no phone has, and instants without a zone, are no events", () => {
  expect(conversationEvent.safeParse({ type: "pressed", at, digits: "1a" }).success).toBe(false);
  expect(conversationEvent.safeParse({ type: "silent", at: "2026-03-02 09:00", forMs: 1 }).success).toBe(false);
});

test("commands are plain data too: what is written down is what is carried out", () => {
  const commands: ConversationCommand[] = [
    { type: "say", sayId: "say_1", text: "Hello.", language: "en", interruptible: false },
    { type: "listen", turnId: "turn_1", instruction: "", choices: [], skills: [], timeoutMs: 8_000 },
    { type: "call_skill", skillCallId: "call_1", name: "end", args: {}, timeoutMs: 1, fillerAfterMs: 1 },
    { type: "record", entry: { what: "slot", name: "sum", value: { amountMinor: 1, currency: "USD" } } },
    { type: "end", outcome: "done", whenSpoken: true },
  ];
  expect(JSON.parse(JSON.stringify(commands))).toEqual(commands);
});
