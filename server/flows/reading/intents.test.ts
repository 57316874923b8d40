import { describe, expect, test } from "vitest";
import { emailIn, globalIn, intentIn, languageWished, yesOrNo } from "@/server/flows/reading/intents";
import { languageIn } from "@/server/flows/reading/language";
import { redact } from "@/server/flows/reading/redact";
import { sentimentOf } from "@/server/flows/reading/sentiment";

describe("what the law hears in a turn", () => {
  test.each([
    ["stop calling me", "stop"],
    ["take me off your list", "stop"],
    ["कॉल मत करो", "stop"],
    ["you have the wrong number", "wrong_person"],
    ["there is nobody here by that name", "wrong_person"],
    ["she doesn't work here any more", "wrong_person"],
    ["गलत नंबर है", "wrong_person"],
    ["talk to my lawyer", "attorney"],
    ["मेरे वकील से बात कीजिए", "attorney"],
    ["we filed for bankruptcy", "bankruptcy"],
    ["he passed away in May", "deceased"],
    ["that invoice is wrong", "dispute"],
    ["we never received the goods", "dispute"],
    ["I dispute that", "dispute"],
    ["the load was damaged", "dispute"],
    ["बिल गलत है", "dispute"],
    ["are you a robot?", "robot"],
    ["Is this a recording", "robot"],
    ["क्या आप रोबोट हैं", "robot"],
    ["let me talk to a human", "person"],
    ["किसी व्यक्ति से बात कराइए", "person"],
    ["I lost my job", "hardship"],
    ["Sorry, what?", undefined],
    ["pardon", "repeat"],
    ["फिर से बोलिए", "repeat"],
  ])("%s", (text, intent) => {
    expect(globalIn(text)?.intent).toBe(intent);
  });
  test.each([
    "I will pay on Friday",
    "yes",
    "the driver will stop by",
    "by the end of the month",
    "send me the invoice",
    "मैं कल भुगतान कर दूंगा",
  ])("nothing of it in: %s", (text) => {
    expect(globalIn(text)).toBeUndefined();
  });
  test("a word that may mean stop is no more than a maybe", () => {
    expect(globalIn("we had to cancel load 4432")).toEqual({ intent: "stop", isCertain: false });
    expect(globalIn("stop")).toEqual({ intent: "stop", isCertain: true });
  });
});

test.each([
  ["I already paid that", "already_paid"],
  ["the check is in the mail", "already_paid"],
  ["मैंने भुगतान कर दिया", "already_paid"],
  ["payment kar diya", "already_paid"],
  ["can I get a discount", "asks_discount"],
  ["I need more time", "asks_time"],
  ["could I pay in three parts", "asks_time"],
  ["किस्तों में", "asks_time"],
  ["send me a copy of the invoice", "needs_document"],
  ["how much do we owe", "asks_balance"],
  ["कितना बाकी है", "asks_balance"],
  ["we will pay on Friday", "will_pay"],
  ["I'll take care of it", "will_pay"],
  ["मैं शुक्रवार को भुगतान कर दूंगा", "will_pay"],
  ["kal kar dunga", "will_pay"],
  ["I see", undefined],
] as const)("%s", (text, intent) => {
  expect(
    intentIn(text, [
      "already_paid",
      "asks_discount",
      "asks_time",
      "needs_document",
      "asks_balance",
      "will_pay",
      "yes",
      "no",
    ]),
  ).toBe(intent);
});

test.each([
  ["Yes.", true],
  ["yeah that's fine", true],
  ["Speaking", true],
  ["हाँ जी", true],
  ["theek hai", true],
  ["no", false],
  ["Well, no", false],
  ["not right", false],
  ["I can't do that", false],
  ["नहीं", false],
  ["Friday", undefined],
  ["know what", undefined],
])("yes or no: %s", (text, answer) => {
  expect(yesOrNo(text)).toBe(answer);
});

test("the language of a turn is told by script and words, and not by one word that both use", () => {
  expect(languageIn("मैं कल दूंगा")).toBe("hi");
  expect(languageIn("main abhi nahi de sakta hoon")).toBe("hi");
  expect(languageIn("I will pay you")).toBe("en");
  expect(languageIn("ok")).toBeUndefined();
  expect(languageIn("4432")).toBeUndefined();
  expect(languageWished("can we talk in Hindi")).toBe("hi");
  expect(languageWished("English please")).toBe("en");
});

test("numbers of cards, their codes and numbers of persons are not kept", () => {
  expect(redact("it is 4242 4242 4242 4242, cvv is 123")).toEqual({
    text: "it is [card number], cvv [code]",
    hasCard: true,
  });
  expect(redact("four two four two four two four two four two four two four two four two").hasCard).toBe(true);
  expect(redact("चार दो चार दो चार दो चार दो चार दो चार दो चार दो चार दो").text).toBe("[card number]");
  expect(redact("123-45-6789").text).toBe("[number of a person]");
  for (const kept of ["invoice 4432 of $1,204.50", "call +1 212 555 0143", "1234567890123"]) {
    expect(redact(kept)).toEqual({ text: kept, hasCard: false });
  }
});

test("how a turn sounds", () => {
  expect(sentimentOf("go to hell you scammers")).toBe("hostile");
  expect(sentimentOf("this is ridiculous")).toBe("negative");
  expect(sentimentOf("thank you")).toBe("positive");
  expect(sentimentOf("on Friday")).toBe("neutral");
});

test("addresses as they are spelled aloud", () => {
  expect(emailIn("it's dana at acme dot com")).toBe("dana@acme.com");
  expect(emailIn("Dana.Ops@Acme.co.uk")).toBe("dana.ops@acme.co.uk");
  expect(emailIn("no idea")).toBeUndefined();
});
