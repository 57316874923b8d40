import { describe, expect, test } from "vitest";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import { sentences } from "@/server/flows/interpreter/sentences";
import type { ConversationState } from "@/server/flows/interpreter/state";
import { contextOf } from "@/server/flows/interpreter/turns";
import { languages } from "@/server/flows/languages";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { checkMessage } from "@/server/policy/content/check-message";

const validation = validateFlow(paymentReminder.flow, exampleFacts.obligations);
if (!validation.ok) throw new Error("The template cannot be published.");
const { flow } = validation;

type Untimed<One> = One extends ConversationEvent ? Omit<One, "at"> : never;
type Told = Untimed<ConversationEvent>;

/** A conversation under way. Says and speaks are heard wholly unless the test cuts them. */
class Line {
  state: ConversationState = initialConversation(exampleFacts);
  commands: ConversationCommand[] = [];
  private nth = 0;

  constructor(channel: "voice" | "chat" = "chat") {
    this.tell({ type: "begun", channel, direction: "outbound", language: "en" });
  }

  tell(told: Told): this {
    this.nth += 1;
    const now = new Date(Date.parse("2026-03-02T15:00:00Z") + this.nth * 1_000);
    const step = advance(flow, this.state, { ...told, at: now.toISOString() } as ConversationEvent, now);
    this.state = step.state;
    this.commands = step.commands;
    return this;
  }

  says(text: string): this {
    return this.tell({ type: "heard", turnId: this.state.listening?.turnId ?? "none", text });
  }

  hears(): this {
    for (const [sayId, { text }] of Object.entries(this.state.speaking)) {
      this.tell({ type: "spoke", sayId, heardText: text ?? "Well.", complete: true });
    }
    return this;
  }

  /** What is said now. */
  get said(): string[] {
    return this.commands.flatMap((command) => (command.type === "say" ? [command.text] : []));
  }
  get kinds(): string[] {
    return this.commands.map((command) => (command.type === "record" ? command.entry.what : command.type));
  }
}

const verified = (channel?: "voice" | "chat") => new Line(channel).hears().says("Yes, this is Dana.").hears();

describe("a sentence that must be heard", () => {
  const cut = (line: Line) =>
    line.tell({ type: "spoke", sayId: "say_1", heardText: "Hello, this is", complete: false });

  test("is said again from its start before anything else when it was cut off", () => {
    const line = cut(new Line()).says("Who is this?");
    expect(line.said[0]).toContain("Hello, this is an automated assistant");
    expect(line.said[1]).toBe("Am I speaking with Dana Whitfield?");
  });
  test("is said before what the turn asks for", () => {
    const line = cut(new Line()).says("Yes, this is Dana.");
    expect(line.said[0]).toContain("automated assistant");
    expect(line.said[1]).toContain("$704.50 is past due");
  });
  test("is not forced on somebody who says stop, and ends the conversation when it is never let through", () => {
    expect(cut(new Line()).says("stop calling").said).toEqual([sentences.en.stopped("Acme Freight")]);
    const line = cut(new Line());
    for (let nth = 0; nth < 4 && line.state.status === "talking"; nth += 1) {
      line.says("Hello?");
      const mandatory = Object.entries(line.state.speaking).find(([, speech]) => speech.isMandatory);
      if (mandatory) line.tell({ type: "spoke", sayId: mandatory[0], heardText: "", complete: false });
    }
    expect(line.state).toMatchObject({ status: "ending", outcome: "notice_not_heard", isVerified: false });
  });
});

describe("what the law hears", () => {
  test.each([
    ["Stop calling me", "stopped", ["stop", "call_skill"]],
    ["I have a lawyer, talk to my lawyer", "attorney", ["attorney"]],
    ["We filed for bankruptcy", "bankruptcy", ["bankruptcy"]],
    ["He passed away", "deceased", ["deceased"]],
  ])("%s, from the first step and in the middle of a question", (text, outcome, recorded) => {
    const asked = verified().says("We will pay it soon").hears();
    expect(asked.state.node).toBe("when");
    for (const line of [new Line(), verified(), asked]) {
      line.says(text);
      expect(line.state).toMatchObject({ status: "ending", outcome });
      expect(line.kinds).toEqual(expect.arrayContaining(recorded));
    }
  });
  test("a dispute goes where the flow takes disputes, once; from who is not verified it is noted, and the talk ends", () => {
    expect(new Line().says("The invoice is wrong").state).toMatchObject({ status: "ending", outcome: "disputed" });
    const line = verified().says("The invoice is wrong");
    expect(line.kinds).toContain("dispute");
    expect(line.state.node).toBe("which");
    line.says("INV-4432").says("Yes").says("The load was damaged, it is wrong");
    expect(line.commands).toContainEqual(
      expect.objectContaining({
        name: "open_dispute",
        args: { invoiceId: "inv_1", reason: "The load was damaged, it is wrong" },
      }),
    );
  });
  test("a stop after our goodbye still counts", () => {
    const line = verified()
      .says("Send me the link")
      .tell({
        type: "skill_done",
        skillCallId: "call_1",
        outcome: { ok: true, result: {} },
      });
    expect(line.state.status).toBe("ending");
    line.tell({ type: "heard", turnId: "turn_9", text: "And stop calling me" });
    expect(line.kinds).toEqual(["sentiment", "stop", "call_skill"]);
    expect(line.state.outcome).toBe("stopped");
  });
  test("a maybe is asked about; without a clear no it was a stop", () => {
    const line = verified().says("We had to cancel load 4432");
    expect(line.said).toEqual([sentences.en.wantsStop]);
    expect(line.says("No, I meant the load").said).toEqual(["How would you like to take care of it?"]);
    line.says("We had to cancel load 4432").says("Well, whatever");
    expect(line.state.outcome).toBe("stopped");
  });
  test("whoever asks is told that a machine speaks, and the question is asked again", () => {
    const line = verified().says("Are you a real person?");
    expect(line.said).toEqual([sentences.en.iAmAMachine("Acme Freight"), "How would you like to take care of it?"]);
  });
});

describe("money and days", () => {
  test("a day is read back, may be corrected, and is kept once it is agreed to", () => {
    const line = verified("voice").says("We will pay it soon").hears().says("on Friday");
    expect(line.said).toEqual(["I understood Friday, March sixth. Is that right?"]);
    expect(line.state.slots).toEqual({});
    line.says("No, next Monday");
    expect(line.said).toEqual(["I understood Monday, March ninth. Is that right?"]);
    line.says("Yes");
    expect(line.state.slots.promise_date).toEqual({ type: "date", day: "2026-03-09" });
    expect(line.commands).toContainEqual(
      expect.objectContaining({ type: "call_skill", name: "record_promise", args: { dueOn: "2026-03-09" } }),
    );
  });
  test("a day that was said already is not asked for again", () => {
    expect(verified().says("We will pay on Friday").said).toEqual(["I understood March 6, 2026. Is that right?"]);
  });
  test("a day beyond what may be noted is refused with the latest that may", () => {
    const late = verified().says("We will pay it soon").hears().says("in sixty days");
    expect(late.said[0]).toBe("The latest day that I can note is April 1, 2026.");
  });
  test("what the model says wrong is corrected aloud; what it says right is not", () => {
    const asked = () => verified().says("How much do we owe?");
    const spoken = (line: Line, heardText: string) => {
      const speech = line.commands.find((command) => command.type === "speak");
      if (speech?.type !== "speak") throw new Error("nothing is worded");
      expect(speech.facts["open in all"]).toBe("$1,204.50");
      return line.tell({ type: "spoke", sayId: speech.sayId, heardText, complete: true });
    };
    expect(spoken(asked(), "You owe $1,204.50 in all.").kinds).toEqual([]);
    const line = spoken(asked(), "You owe $1,240.50 in all.");
    expect(line.kinds).toEqual(["wrong_figure", "say"]);
    expect(line.said[0]).toContain("$1,204.50");
  });
  test("a payment that arrives ends the talk about it; a part of it is told", () => {
    const paid = verified().tell({ type: "money_changed", kind: "payment", money: { balances: [], invoices: [] } });
    expect(paid.state).toMatchObject({ status: "ending", outcome: "paid" });
    const part = verified().tell({
      type: "money_changed",
      kind: "payment",
      money: { ...exampleFacts.money, balances: [{ openMinor: 50_000, overdueMinor: 0, currency: "USD" }] },
    });
    expect(part.said).toEqual([sentences.en.paidInPart("$500.00")]);
    const stranger = new Line().tell({ type: "money_changed", kind: "payment", money: { balances: [], invoices: [] } });
    expect(stranger.said).toEqual([]);
  });
});

describe("machines, silence and humans", () => {
  test("a late verdict of the machine leaves the message after the beep, and not to a person who spoke with us", () => {
    const line = new Line().tell({ type: "answered_by", who: "machine", beepHeard: false });
    expect(line.kinds).toEqual(["hush", "went", "set_timer"]);
    line.tell({ type: "answered_by", who: "machine", beepHeard: true });
    expect(line.said[0]).toContain("automated message from Acme Freight");
    expect(line.state).toMatchObject({ status: "ending", outcome: "voicemail" });
    expect(verified().tell({ type: "answered_by", who: "machine", beepHeard: true }).commands).toEqual([]);
    expect(new Line().tell({ type: "answered_by", who: "fax", beepHeard: false }).state.outcome).toBe("fax");
  });
  test("silence is asked about once, then the step is left", () => {
    const line = verified().tell({ type: "silent", forMs: 8_000 });
    expect(line.said[0]).toBe(sentences.en.stillThere);
    expect(line.tell({ type: "silent", forMs: 8_000 }).state.outcome).toBe("no_result");
  });
  test("a transfer that fails comes back with an offer to be called; one that connects is the human's", () => {
    const asks = () => verified().says("let me speak to a human");
    const { commands } = asks();
    expect(commands).toContainEqual(
      expect.objectContaining({
        type: "transfer",
        mode: "warm",
        brief: expect.objectContaining({ owes: "$1,204.50" }),
      }),
    );
    const failed = asks().tell({ type: "transferred", transferId: "transfer_1", result: "declined" });
    expect(failed.said[0]).toBe(sentences.en.nobodyFree);
    expect(failed.state.node).toBe("callback");
    const connected = asks().tell({ type: "transferred", transferId: "transfer_1", result: "connected" });
    expect(connected.state.status).toBe("handed_over");
    expect(connected.tell({ type: "heard", turnId: "x", text: "Thanks for taking my call" }).commands).toEqual([]);
    expect(connected.state.turns.at(-1)?.text).toBe("Thanks for taking my call");
  });
  test("a supervisor takes over, gives back to a step, whispers to the model and never to the person", () => {
    const by = "user_1";
    const line = verified().tell({ type: "supervised", by, supervision: { action: "take_over" } });
    expect(line.kinds).toEqual(["supervised", "hush"]);
    line.tell({ type: "supervised", by, supervision: { action: "give_back", nodeId: "when" } });
    expect(line.said).toEqual(["By which day will you pay it?"]);
    line.tell({ type: "supervised", by, supervision: { action: "whisper", text: "Be kind." } });
    expect(line.kinds).toEqual(["supervised"]);
    line
      .says("hmm")
      .tell({ type: "proposed", turnId: line.state.listening?.turnId ?? "", proposal: { kind: "unclear" } });
    const listen = line.commands.find((command) => command.type === "listen");
    expect(listen).toMatchObject({ instruction: expect.stringContaining("Be kind.") });
    expect(line.said.join()).not.toContain("Be kind.");
  });
  test("paused, nothing is answered; resumed, it asks again", () => {
    const line = verified().tell({ type: "supervised", by: "u", supervision: { action: "pause" } });
    expect(line.says("We will pay on Friday").commands).toEqual([]);
    line.tell({ type: "supervised", by: "u", supervision: { action: "resume" } });
    expect(line.said).toEqual(["How would you like to take care of it?"]);
  });
});

describe("the model only proposes", () => {
  test("a proposal that comes before the transcript waits for the rules, which come first", () => {
    const line = verified();
    const turnId = line.state.listening?.turnId ?? "";
    line.tell({ type: "proposed", turnId, proposal: { kind: "exit", exit: "time" } });
    expect(line.commands).toEqual([]);
    expect(line.says("Send me the link").state.node).toBe("link");
    const vague = verified();
    vague.tell({
      type: "proposed",
      turnId: vague.state.listening?.turnId ?? "",
      proposal: { kind: "exit", exit: "time" },
    });
    expect(vague.says("Hm, that is difficult").state.node).toBe("terms");
  });
  test("what is not among the step's choices counts as unclear, as does no answer in time", () => {
    const vague = verified().says("Hm, that is difficult");
    const judging = vague.commands.find((command) => command.type === "set_timer");
    const turnId = vague.state.listening?.turnId ?? "";
    const other = verified().says("Hm, that is difficult");
    other.tell({ type: "proposed", turnId, proposal: { kind: "exit", exit: "promised" } });
    vague.tell({ type: "timer", timerId: judging?.type === "set_timer" ? judging.timerId : "" });
    for (const line of [vague, other]) expect(line.said[0]).toBe(sentences.en.notUnderstood);
  });
});

test("the language follows the person, turn by turn", () => {
  const line = verified().says("मुझे थोड़ा समय चाहिए");
  expect(line.state.language).toBe("hi");
  expect(line.said[0]).toContain("मैं आपको और समय दे सकता हूँ");
  line.says("No, I cannot do that");
  expect(line.state.language).toBe("en");
});

test("the last hundred turns are kept, of older ones what they amounted to; a model sees what fits", () => {
  const line = verified();
  for (let nth = 0; nth < 150; nth += 1) {
    line
      .tell({
        type: "supervised",
        by: "u",
        supervision: { action: "say_this", text: `Sentence ${"x".repeat(nth % 7)}` },
      })
      .hears();
  }
  expect(line.state.turns).toHaveLength(100);
  expect(line.state.earlier?.turns).toBeGreaterThan(50);
  const context = contextOf(line.state, 500);
  expect(context.length).toBeLessThanOrEqual(500);
  expect(context).toContain("The person is verified.");
  expect(context.endsWith(line.state.turns.at(-1)?.text ?? "")).toBe(true);
});

test("what the engine says by itself keeps the rules of every text of ours, and names no debt before it may", () => {
  const neverOfDebt = [
    "rightPerson",
    "rightCompany",
    "askPostcode",
    "askAccountNumber",
    "onlyToThem",
    "doesNotMatch",
    "notUnderstood",
    "stillThere",
    "isThatRight",
    "sorryAgain",
    "iAmAMachine",
    "noCards",
    "wantsStop",
    "stopped",
    "wrongPerson",
    "attorney",
    "bankruptcy",
    "deceased",
    "hardship",
    "personWillCall",
    "nobodyFree",
    "goodbye",
    "skillFailed",
    "disputed",
    "notADate",
    "dateTooLate",
    "notAnEmail",
  ] as const;
  for (const language of languages) {
    for (const [name, sentence] of Object.entries(sentences[language])) {
      const text =
        typeof sentence === "string" ? sentence : (sentence as (...words: string[]) => string)("A", "B", "C");
      const hearer = (neverOfDebt as readonly string[]).includes(name) ? ("third_party" as const) : ("debtor" as const);
      const problems = checkMessage({
        text,
        company: "A",
        hearer,
        obligations: [],
        isPromotional: false,
        suitAllowed: false,
      });
      expect([language, name, problems]).toEqual([language, name, []]);
    }
    const machine = sentences[language].iAmAMachine("Acme");
    const obligations = ["AI_DISCLOSURE", "IDENTIFY_CALLER"];
    expect(
      checkMessage({
        text: machine,
        company: "Acme",
        hearer: "debtor",
        obligations,
        isPromotional: false,
        suitAllowed: false,
      }),
    ).toEqual([]);
  }
});
