import { describe, expect, test } from "vitest";
import { spokenScript, standardTexts } from "@/server/conversations/standard-texts";
import { checkMessage, type MessageToCheck } from "@/server/policy/content/check-message";
import { withOptOutLine } from "@/server/touches/messages/opt-out-line";

const check = (text: string, more: Partial<MessageToCheck> = {}) =>
  checkMessage({
    text,
    company: "Acme Freight",
    hearer: "debtor",
    obligations: [],
    isPromotional: false,
    suitAllowed: false,
    ...more,
  });

describe("what must be in it", () => {
  test("a way to opt out, as our own line says it in every language", () => {
    const obligations = ["OPT_OUT_MECHANISM"];
    expect(check("Invoice 7 is open.", { obligations })).toEqual(["CONTENT_OPTOUT_MISSING"]);
    for (const language of ["en", "hi", "de", "es", "fr"]) {
      expect([language, check(withOptOutLine("Acme Freight 7", language), { obligations })]).toEqual([language, []]);
    }
    expect(check("We had to stop the truck.", { obligations })).toEqual(["CONTENT_OPTOUT_MISSING"]);
  });
  test("who calls, and that a machine speaks, as our own opening says it", () => {
    const obligations = ["IDENTIFY_CALLER", "AI_DISCLOSURE"];
    expect(check("Hello, please pay.", { obligations })).toEqual(["AI_DISCLOSURE_MISSING", "CALLER_MISSING"]);
    for (const texts of Object.values(standardTexts)) {
      const spoken = spokenScript("Please pay.", "Acme Freight", texts).join(" ");
      expect(check(spoken, { obligations })).toEqual([]);
    }
  });
  test("a collector's notices, and that a call is recorded", () => {
    const later = "This is from a debt collector.";
    const first = `${later} This is an attempt to collect a debt, and any information obtained will be used for that purpose.`;
    expect(check(later, { obligations: ["MINI_MIRANDA"] })).toEqual(["COLLECTOR_NOTICE_MISSING"]);
    expect(check(first, { obligations: ["MINI_MIRANDA", "DEBT_COLLECTOR_NOTICE"] })).toEqual([]);
    for (const { collectorNotice } of Object.values(standardTexts)) {
      expect(check(collectorNotice, { obligations: ["MINI_MIRANDA", "DEBT_COLLECTOR_NOTICE"] })).toEqual([]);
    }
    expect(check("Hello.", { obligations: ["RECORDING_ANNOUNCEMENT"] })).toEqual(["RECORDING_NOTICE"]);
    expect(check("This call may be recorded.", { obligations: ["RECORDING_ANNOUNCEMENT"] })).toEqual([]);
  });
});

describe("what must not be in it", () => {
  test.each([
    ["10% off if you ship again", ["CONTENT_PROMOTION"]],
    ["Book your next load with code SAVE and a special offer", ["CONTENT_PROMOTION"]],
    ["2% discount if you pay within ten days", []],
    ["We will have you arrested.", ["CONTENT_FALSE_THREAT"]],
    ["We will call the police", ["CONTENT_FALSE_THREAT"]],
    ["हम पुलिस को बुलाएँगे", ["CONTENT_FALSE_THREAT"]],
    ["Otherwise we will take legal action.", ["CONTENT_TIME_BARRED"]],
    ["Sonst erheben wir Klage.", ["CONTENT_TIME_BARRED"]],
    ["नहीं तो कानूनी कार्रवाई होगी", ["CONTENT_TIME_BARRED"]],
    ["Invoice INV-7 over $500.00 is 12 days overdue. Please pay.", []],
    ["Your driver stopped at court street 5.", []],
  ])("%s", (text, problems) => {
    expect(check(text)).toEqual(problems);
  });
  test("an offer may stand in a promotion, a threat that is meant and allowed in a notice", () => {
    expect(check("10% off if you ship again", { isPromotional: true })).toEqual([]);
    expect(check("We will take legal action.", { suitAllowed: true })).toEqual([]);
  });
  test("a voicemail and a stranger hear nothing of the debt; our own texts say nothing of it", () => {
    for (const hearer of ["voicemail", "third_party"] as const) {
      for (const text of [
        "Your balance is $500.",
        "Please call about your invoice.",
        "This is from a debt collector.",
        "आपका बकाया",
        "Sie schulden uns etwas: die Rechnung ist offen.",
      ]) {
        expect([text, check(text, { hearer })]).toEqual([text, ["CONTENT_DEBT_DISCLOSED"]]);
      }
      for (const texts of Object.values(standardTexts)) {
        expect(check(texts.voicemail("Acme Freight", "+12125550143"), { hearer })).toEqual([]);
      }
    }
  });
});
