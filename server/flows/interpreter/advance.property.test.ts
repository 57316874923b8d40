import fc from "fast-check";
import { expect, test } from "vitest";
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { namesDebt } from "@/server/flows/graph/speech";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent, EventOf, Proposal } from "@/server/flows/interpreter/events";
import { todayOf } from "@/server/flows/interpreter/known";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { legalOffers } from "@/server/flows/offers/legal";
import { anyFlow, utterances } from "@/server/flows/testing/random-flow";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { propertyRuns } from "@/server/testing/property-runs";

const start = Date.parse("2026-03-02T15:00:00Z");
const nowAt = (nth: number) => new Date(start + nth * 1_000);
const at = (nth: number) => nowAt(nth).toISOString();

type Untimed<One> = One extends ConversationEvent ? Omit<One, "at"> : never;
type Told = Untimed<ConversationEvent>;
const id = (kind: string) => fc.nat(12).map((number) => `${kind}_${number}`);
const proposal: fc.Arbitrary<Proposal> = fc.oneof(
  fc
    .constantFrom("yes", "no", "time", "other", "stop", "person", "instalments_3", "discount_50", "one", "x")
    .map((exit): Proposal => ({ kind: "exit", exit })),
  fc
    .constantFrom("Friday", "200", "2026-03-10", "60601", "50% off")
    .map((value): Proposal => ({ kind: "slot", value })),
  fc
    .constantFrom("look_up_account", "send_pay_link", "record_promise", "end", "x")
    .map((name): Proposal => ({ kind: "skill", name, args: {} })),
  fc.constant<Proposal>({ kind: "unclear" }),
);
const outcome = fc.oneof(
  fc.constant({ ok: true as const, result: {} }),
  fc.constant({ ok: false as const, error: { code: "TIMEOUT", message: "" } }),
);
const wild = fc.oneof(
  fc.record({ type: fc.constant("heard"), turnId: id("turn"), text: fc.constantFrom(...utterances) }),
  fc.record({ type: fc.constant("pressed"), digits: fc.constantFrom("1", "9", "#") }),
  fc.record({ type: fc.constant("silent"), forMs: fc.nat(9_000) }),
  fc.record({ type: fc.constant("spoke"), sayId: id("say"), heardText: fc.constant("Hello"), complete: fc.boolean() }),
  fc.record({ type: fc.constant("proposed"), turnId: id("turn"), proposal }),
  fc.record({ type: fc.constant("skill_done"), skillCallId: id("call"), outcome }),
  fc.record({
    type: fc.constant("transferred"),
    transferId: id("transfer"),
    result: fc.constantFrom("connected", "no_answer"),
  }),
  fc.record({
    type: fc.constant("answered_by"),
    who: fc.constantFrom("human", "machine", "fax", "unknown"),
    beepHeard: fc.boolean(),
  }),
  fc.record({ type: fc.constant("timer"), timerId: id("timer") }),
  fc.record({
    type: fc.constant("money_changed"),
    kind: fc.constantFrom("payment", "promise", "dispute"),
    money: fc.constantFrom(
      { balances: [], invoices: [] },
      { balances: [{ openMinor: 5_000, overdueMinor: 0, currency: "USD" }], invoices: [] },
    ),
  }),
  fc.record({
    type: fc.constant("supervised"),
    by: fc.constant("user_1"),
    supervision: fc.oneof(
      fc.constant({ action: "say_this", text: "You owe us $500." }),
      fc.constant({ action: "whisper", text: "Be kind." }),
      fc.constantFrom("pause", "resume", "take_over", "give_back", "end").map((action) => ({ action })),
      fc.constantFrom("say_0", "offer_1", "end", "who", "gone").map((nodeId) => ({ action: "go_to_node", nodeId })),
    ),
  }),
  fc.record({ type: fc.constant("ended"), by: fc.constantFrom("them", "line") }),
  fc.record({
    type: fc.constant("begun"),
    channel: fc.constantFrom("voice", "chat"),
    direction: fc.constantFrom("outbound", "inbound"),
    language: fc.constantFrom("en", "hi"),
  }),
) as fc.Arbitrary<Told>;

/** A turn that fits what is waited for. */
const fitting = fc.record({ text: fc.constantFrom(...utterances), proposal, outcome, isCut: fc.boolean() });

type Fit = { text: string; proposal: Proposal; outcome: EventOf<"skill_done">["outcome"]; isCut: boolean };
type Move = { wild: Told } | { fit: Fit };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 1, arbitrary: wild.map((told) => ({ wild: told })) },
  { weight: 3, arbitrary: fitting.map((fit) => ({ fit })) },
);

/** What the world would answer to what is waited for. */
function answerTo(state: ConversationState, fit: Fit): Told {
  const sayId = Object.keys(state.speaking)[0];
  const callId = Object.keys(state.calls)[0];
  if (sayId && (fit.isCut || !state.listening)) {
    return {
      type: "spoke",
      sayId,
      heardText: state.speaking[sayId]?.text ?? "All is well.",
      complete: !fit.isCut,
    } as Told;
  }
  if (state.listening?.judging)
    return { type: "proposed", turnId: state.listening.turnId, proposal: fit.proposal } as Told;
  if (state.listening) return { type: "heard", turnId: state.listening.turnId, text: fit.text } as Told;
  if (callId) return { type: "skill_done", skillCallId: callId, outcome: fit.outcome } as Told;
  if (state.phase.kind === "transferring") {
    return { type: "transferred", transferId: state.phase.transferId, result: "no_answer" } as Told;
  }
  if (state.phase.kind === "beep") return { type: "timer", timerId: state.phase.timerId } as Told;
  return { type: "silent", forMs: 8_000 } as Told;
}

const begun: Told = { type: "begun", channel: "voice", direction: "outbound", language: "en" } as Told;

type Seen = {
  before: ConversationState;
  event: ConversationEvent;
  after: ConversationState;
  commands: ConversationCommand[];
};

function live(flow: ExecutableFlow, moves: readonly Move[]): Seen[] {
  let state = initialConversation(exampleFacts);
  return [{ wild: begun }, ...moves].map((next, nth) => {
    const told = "wild" in next ? next.wild : answerTo(state, next.fit);
    const event = { ...told, at: at(nth) } as ConversationEvent;
    const before = state;
    const step = advance(flow, state, event, nowAt(nth));
    state = step.state;
    return { before, event, after: state, commands: step.commands };
  });
}

const story = fc.tuple(anyFlow, fc.array(move, { maxLength: 60 }));

test("nothing names the debt, in words or to the model, before the person is verified", () => {
  fc.assert(
    fc.property(story, ([flow, moves]) => {
      let isVerified = false;
      for (const { commands } of live(flow, moves)) {
        for (const command of commands) {
          if (command.type === "record" && command.entry.what === "verified") isVerified = true;
          if (isVerified) continue;
          if (command.type === "say") expect([command.text, namesDebt(command.text)]).toEqual([command.text, false]);
          if (command.type === "speak") expect(Object.keys(command.facts)).toEqual(["company"]);
        }
      }
    }),
    { numRuns: propertyRuns(150) },
  );
});

test("only what the policy allows is offered and accepted, whatever is asked for", () => {
  fc.assert(
    fc.property(story, ([flow, moves]) => {
      for (const { after, before, commands, event } of live(flow, moves)) {
        for (const command of commands) {
          if (command.type !== "record") continue;
          const { entry } = command;
          if (entry.what !== "offered" && entry.what !== "offer_accepted") continue;
          const money = entry.what === "offered" ? after.facts.money : before.facts.money;
          const legal = flow.nodes.flatMap((node) =>
            node.kind === "offer" ? legalOffers(node.policy, money.balances, todayOf(after, new Date(event.at))) : [],
          );
          expect(legal.map((offer) => offer.id)).toContain(entry.offerId);
        }
      }
    }),
    { numRuns: propertyRuns(120) },
  );
});

test("it ends or waits for something, and after the end asks for nothing more", () => {
  fc.assert(
    fc.property(story, ([flow, moves]) => {
      for (const { before, after, commands } of live(flow, moves)) {
        if (before.status === "ended") {
          expect(commands).toEqual([]);
          expect(after).toBe(before);
        }
        if (after.status !== "talking") continue;
        const waits =
          after.listening !== null ||
          Object.keys(after.calls).length > 0 ||
          ["transferring", "beep"].includes(after.phase.kind);
        expect([after.node, after.phase, waits]).toEqual([after.node, after.phase, true]);
      }
    }),
    { numRuns: propertyRuns(150) },
  );
});

test("the same events make the same state and ask for the same, also through JSON", () => {
  fc.assert(
    fc.property(story, ([flow, moves]) => {
      const seen = live(flow, moves);
      let state = initialConversation(exampleFacts);
      for (const { event, after, commands } of seen) {
        const stored = JSON.parse(JSON.stringify(state)) as ConversationState;
        const step = advance(flow, stored, JSON.parse(JSON.stringify(event)), new Date(event.at));
        expect(step.commands).toEqual(commands);
        expect(step.state).toEqual(after);
        state = step.state;
      }
    }),
    { numRuns: propertyRuns(150) },
  );
});

test("what names something unknown, or comes a second time, changes nothing", () => {
  fc.assert(
    fc.property(story, ([flow, moves]) => {
      const seen = live(flow, moves);
      const last = seen.at(-1)?.after ?? initialConversation(exampleFacts);
      const late: Told[] = [
        { type: "heard", turnId: "turn_999", text: "yes" },
        { type: "proposed", turnId: "turn_999", proposal: { kind: "exit", exit: "yes" } },
        { type: "spoke", sayId: "say_999", heardText: "x", complete: false },
        { type: "skill_done", skillCallId: "call_999", outcome: { ok: true, result: {} } },
        { type: "timer", timerId: "timer_999" },
        { type: "transferred", transferId: "transfer_999", result: "connected" },
      ] as Told[];
      const repeated = seen
        .map(({ event }) => event)
        .filter((event) => ["proposed", "spoke", "skill_done", "transferred", "begun"].includes(event.type));
      for (const event of [...late.map((told) => ({ ...told, at: at(99) }) as ConversationEvent), ...repeated]) {
        // Who took over, and what follows our goodbye, is listened to whatever the turn is called.
        if (event.type === "heard" && last.status !== "talking") continue;
        if (isAwaited(last, event)) continue;
        const step = advance(flow, last, event, nowAt(99));
        expect([event.type, step.commands]).toEqual([event.type, []]);
        expect(step.state).toBe(last);
      }
    }),
    { numRuns: propertyRuns(80) },
  );
});

/** A wild story may have named an id before it was given out. */
function isAwaited(state: ConversationState, event: ConversationEvent): boolean {
  if (event.type === "spoke") return event.sayId in state.speaking;
  if (event.type === "skill_done") return event.skillCallId in state.calls;
  if (event.type === "proposed") return event.turnId === state.listening?.turnId;
  if (event.type === "transferred") return state.phase.kind === "transferring";
  return event.type === "begun" && state.status === "new";
}

test("it comes to an end by itself, however long somebody who is verified talks round everything", () => {
  const stubborn = fc.record({
    text: fc.constantFrom("blah blah blah", "no", "no, Friday", "no, two hundred dollars", "in nine parts"),
    proposal: fc.constantFrom<Proposal>(
      { kind: "unclear" },
      { kind: "slot", value: "300" },
      { kind: "skill", name: "look_up_account", args: {} },
    ),
    outcome,
    isCut: fc.constant(false),
  });
  fc.assert(
    fc.property(fc.tuple(anyFlow, fc.array(stubborn, { minLength: 600, maxLength: 600 })), ([flow, fits]) => {
      let state = advance(
        flow,
        initialConversation(exampleFacts),
        { ...begun, at: at(0) } as ConversationEvent,
        nowAt(0),
      ).state;
      for (const [nth, fit] of fits.entries()) {
        const identity = state.phase.kind === "identifying" && (state.phase.check === 0 ? "yes" : "60601");
        const told = answerTo(state, identity ? { ...fit, text: identity, isCut: false } : fit);
        state = advance(flow, state, { ...told, at: at(nth) } as ConversationEvent, nowAt(nth)).state;
        if (state.status !== "talking") return;
      }
      expect([state.status, state.node]).toEqual(["ending", state.node]);
    }),
    { numRuns: propertyRuns(25) },
  );
});
