import { describe, expect, test } from "vitest";
import { initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import { sentences } from "@/server/flows/interpreter/sentences";
import { Line, verified } from "@/server/flows/interpreter/testing/line";
import { contextOf } from "@/server/flows/interpreter/turns";
import { languages } from "@/server/flows/languages";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { checkMessage } from "@/server/policy/content/check-message";

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
    expect(line.said[1]).toContain("The amount past due is $704.50");
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

test.each([
  ["voice", "outbound", "calling from Acme Freight"],
  ["chat", "outbound", "calling from Acme Freight"],
  ["voice", "inbound", "Thank you for calling Acme Freight"],
  ["sms", "inbound", "automated assistant of Acme Freight"],
  ["email", "outbound", "automated assistant of Acme Freight"],
] as const)("by %s, %s, it opens as fits", (channel, direction, words) => {
  const line = new Line("chat");
  line.state = initialConversation({ ...exampleFacts });
  expect(line.tell({ type: "begun", channel, direction, language: "en" }).said[0]).toContain(words);
});

describe("whoever calls us", () => {
  const called = (identity: ConversationFacts["identity"]) => {
    const line = new Line("chat");
    line.state = initialConversation({ ...exampleFacts, identity });
    return line.tell({ type: "begun", channel: "voice", direction: "inbound", language: "en" }).hears();
  };
  test("proves more than that they say who they are: a number can be feigned", () => {
    const line = called({ postcode: "60601", accountNumber: "D-104" }).says("Yes, this is Dana.");
    expect(line.said).toEqual([sentences.en.askPostcode]);
    expect(line.state.isVerified).toBe(false);
    expect(line.hears().says("six zero six zero one").state.isVerified).toBe(true);
  });
  test("is asked for the account number where no postcode is known, and where nothing is, nothing is told", () => {
    expect(called({ accountNumber: "D-104" }).says("Yes").said).toEqual([sentences.en.askAccountNumber]);
    const unknown = called(undefined).says("Yes");
    expect(unknown.state).toMatchObject({ isVerified: false, status: "ending" });
  });
});

describe("what somebody wrote first", () => {
  const opened = (text: string) => {
    const line = new Line("chat");
    line.state = initialConversation({ ...exampleFacts });
    return line.tell({ type: "begun", channel: "sms", direction: "inbound", language: "en", opening: { text } });
  };
  test("is heard at the first question that it may answer, and not before they are known", () => {
    const line = opened("We will pay on Friday").hears();
    expect(line.state).toMatchObject({ node: "who", opening: "We will pay on Friday" });
    line.says("Yes, this is Dana.");
    expect(line.said.join(" ")).not.toContain("How would you like to take care of it?");
    expect(line.state).toMatchObject({ node: "when", opening: undefined });
  });
  test("is asked for again where rules cannot tell what it means", () => {
    const line = opened("About that letter").hears().says("Yes, this is Dana.");
    expect(line.said.join(" ")).toContain("How would you like to take care of it?");
  });
  test("has at once what may be said at any time, after the notices", () => {
    const line = opened("You have the wrong number");
    expect(line.said[0]).toContain("automated assistant");
    expect(line.said.at(-1)).toBe(sentences.en.wrongPerson);
    expect(line.state).toMatchObject({ status: "ending", outcome: "wrong_person" });
  });
  test("is kept without what may not be kept", () => {
    expect(opened("My card is 4242 4242 4242 4242").state.turns[0]?.text).toBe("My card is [card number]");
  });
});

test("who does not answer a message is not asked whether they are there", () => {
  const line = verified();
  line.state = { ...line.state, channel: "sms" };
  line.tell({ type: "silent", forMs: 8_000 });
  expect(line.said).not.toContain(sentences.en.stillThere);
  expect(line.state).toMatchObject({ status: "ending", outcome: "no_result" });
});
