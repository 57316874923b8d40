import { expect, test } from "vitest";
import { sandboxModeration } from "@/server/providers/sandbox/moderation";

const flagsOf = (text: string) => sandboxModeration.flagsOf(text, new AbortController().signal);

test.each([
  ["You are a bastard!", "abuse"],
  ["Fuck  off.", "abuse"],
  ["तुम कमीने हो", "abuse"],
  ["हरामज़ादे, फ़ोन रख", "abuse"],
  ["saale kutte, phone rakh", "abuse"],
  ["I know where you live", "threat"],
  ["I’ll find you", "threat"],
  ["मैं तुझे जान से मार दूँगा", "threat"],
  ["main tujhe jaan se maar dunga", "threat"],
  ["I just want to die", "self_harm"],
  ["मैं मरना चाहता हूँ", "self_harm"],
  ["main marna chahti hoon", "self_harm"],
])("%s", async (text, flag) => {
  expect(await flagsOf(text)).toEqual([flag]);
});

test.each([
  "We will pay on Friday",
  "The load was killed by the weather, and the price is a killer",
  "Dick Bastardi speaking",
  "This is ridiculous, stop harassing me",
  "मैं शुक्रवार को भुगतान कर दूँगा",
  "mar jana",
  "",
])("nothing in: %s", async (text) => {
  expect(await flagsOf(text)).toEqual([]);
});
