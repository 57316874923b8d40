// Conversations without a model: how many turns of the other person the engine reads in a second, in one thread. The
// payment reminder is talked through in English and Hindi, over and over, every sentence heard and every figure checked.
import { report } from "@/bench/report";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import { flowTemplates } from "@/server/flows/templates/catalogue";
import { exampleFacts } from "@/server/flows/trial/example-facts";

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const now = new Date("2026-03-02T15:00:00Z");
const at = now.toISOString();

const template = flowTemplates[0];
const validation = template && validateFlow(template.flow, exampleFacts.obligations);
if (!validation?.ok) throw new Error("The template cannot be published.");
const { flow } = validation;

/** What is said, turn by turn; the engine's own rules can read all of it. */
const talks = [
  ["Who is this?", "Yes, this is Dana.", "How much do we owe?", "Can I pay in three parts?", "Yes, that is fine."],
  ["Speaking.", "We will pay it soon.", "On Friday.", "No, next Monday.", "Yes."],
  ["हाँ जी", "हम भुगतान कर देंगे", "शुक्रवार को", "हाँ"],
  ["Are you a robot?", "Yes", "That invoice is wrong.", "INV-4432", "Yes", "The load was damaged."],
  ["Stop calling me."],
];

let turns = 0;
let events = 0;
let slowestMs = 0;

function converse(words: readonly string[]): string {
  let state = initialConversation(exampleFacts);
  const tell = (event: ConversationEvent) => {
    events += 1;
    const before = performance.now();
    const step = advance(flow, state, event, now);
    slowestMs = Math.max(slowestMs, performance.now() - before);
    state = step.state;
  };
  const settle = () => {
    for (const [sayId, { text }] of Object.entries(state.speaking)) {
      tell({ type: "spoke", at, sayId, heardText: text ?? "You owe $1,204.50 in all.", complete: true });
    }
    for (const skillCallId of Object.keys(state.calls)) {
      tell({ type: "skill_done", at, skillCallId, outcome: { ok: true, result: {} } });
    }
  };
  tell({ type: "begun", at, channel: "voice", direction: "outbound", language: "en" });
  settle();
  for (const text of words) {
    if (!state.listening) break;
    turns += 1;
    tell({ type: "heard", at, turnId: state.listening.turnId, text });
    if (state.listening?.judging)
      tell({ type: "proposed", at, turnId: state.listening.turnId, proposal: { kind: "unclear" } });
    settle();
  }
  tell({ type: "ended", at, by: "them" });
  return JSON.stringify(state);
}

const expected = talks.map(converse);
[turns, events, slowestMs] = [0, 0, 0];
const memoryBefore = process.memoryUsage().heapUsed;
const started = performance.now();
let conversations = 0;
while (performance.now() - started < seconds * 1_000) {
  const nth = conversations % talks.length;
  if (converse(talks[nth] ?? []) !== expected[nth]) throw new Error("The same events made another state.");
  conversations += 1;
}
const took = (performance.now() - started) / 1_000;

report({
  bench: "flows",
  metrics: {
    seconds: took,
    conversations,
    turns,
    turnsPerSecond: turns / took,
    eventsPerSecond: events / took,
    slowestEventMs: slowestMs,
    heapGrowthMb: (process.memoryUsage().heapUsed - memoryBefore) / 2 ** 20,
  },
  targets: { turnsPerSecond: { min: 2_000 } },
});
