import { describe, expect, test } from "vitest";
import { classifyReply, isCarrierKeyword, visibleReply } from "@/server/conversations/classify-reply";

describe("a clear wish to stop is honoured", () => {
  test.each([
    "STOP",
    "stop.",
    "Stop!!! 🛑",
    "Opt out",
    "OPT-OUT",
    "optout",
    "STOPALL",
    "end",
    "Quit",
    "revoke",
    "cancel",
    "unsubscribe",
    "STOP PLEASE",
    "Please stop",
    "please quit texting me",
    "stop calling us",
    "Don't text me again",
    "do not contact me again",
    "take me off your list",
    "No more texts",
    "leave me alone",
    "I want to unsubscribe from this",
    "ALTO",
    "baja",
    "No Mas",
    "¡NO MÁS!",
    "no me llamen",
    "dejen de enviar mensajes",
    "बंद करो",
    "बंद",
    "रोको",
    "मुझे मैसेज मत भेजो",
    "कॉल बंद करें",
    "BAND KARO",
    "mat bhejo",
    "mujhe message mat karo",
    "s\u200btop",
  ])("%s", (text) => {
    expect(classifyReply(text).verdict).toBe("opt_out");
  });
});

describe("a stop word in other company waits for a person", () => {
  test.each([
    "cancel load 4432",
    "please cancel the second invoice",
    "we stopped the cheque",
    "remove the detention fee",
    "Maybe",
    "not sure…",
    "शायद",
    "tal vez",
  ])("%s", (text) => {
    expect(classifyReply(text).verdict).toBe("pause_review");
  });
});

describe("an ordinary reply is no opt-out", () => {
  test.each([
    "I can't stop by Friday",
    "paid yesterday by ACH",
    "We will pay by the end of the month",
    "The driver missed the second stop",
    "yes",
    "YES",
    "please don't stop, we are happy to be reminded",
    "send the POD for the weekend load",
  ])("%s", (text) => {
    expect(classifyReply(text).verdict).not.toBe("opt_out");
  });
  test("a visit is not even a maybe", () => {
    expect(classifyReply("I can't stop by Friday").verdict).toBe("none");
  });
});

test("START resumes, YES does not", () => {
  expect(classifyReply("Start").verdict).toBe("opt_in");
  expect(classifyReply("शुरू").verdict).toBe("opt_in");
  expect(classifyReply("yes").verdict).toBe("none");
});

test("help is help", () => {
  expect(classifyReply("HELP").verdict).toBe("help");
});

test("the carrier confirms its own words only", () => {
  expect(isCarrierKeyword(" Stop ")).toBe(true);
  expect(isCarrierKeyword("opt out")).toBe(false);
  expect(isCarrierKeyword("stop please")).toBe(false);
});

test("our own quoted unsubscribe link is not the debtor's word", () => {
  const mail =
    "We will pay on Monday.\n\nOn Tue, Mar 3, 2026 at 9:00 AM Acme <a@example.com> wrote:\n> Unsubscribe here";
  expect(visibleReply(mail)).toBe("We will pay on Monday.");
  expect(classifyReply(visibleReply(mail)).verdict).toBe("none");
});
