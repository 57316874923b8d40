import { expect, test } from "vitest";
import { type EnvironmentError, parseEnv } from "@/server/env";

const base = { DATABASE_URL: "postgresql://x", AUTH_SECRET: "s".repeat(32) };
const twilio = { TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "t", TWILIO_FROM_NUMBER: "+15005550006" };
const problems = (source: Record<string, string>) => {
  try {
    parseEnv({ ...base, ...source });
    return [];
  } catch (error) {
    return (error as EnvironmentError).problems;
  }
};

test("an AI's calls need both lines: half of it is refused and says what is missing", () => {
  const voice = { PUBLIC_WS_URL: "wss://voice.example" };
  expect(problems(voice)).toEqual([expect.stringContaining("Twilio's and OpenAI's keys")]);
  expect(problems({ ...voice, ...twilio })).toEqual([expect.stringContaining("need OpenAI's keys")]);
  expect(problems({ ...voice, ...twilio, OPENAI_API_KEY: "sk" })).toEqual([]);
  expect(problems({ ...twilio, OPENAI_API_KEY: "sk" })).toEqual([]);
});

test("a model on this machine may be reached without encryption, a web page's address is none of a socket's", () => {
  const all = { ...twilio, OPENAI_API_KEY: "sk", PUBLIC_WS_URL: "wss://voice.example" };
  expect(problems({ ...all, OPENAI_REALTIME_URL: "ws://127.0.0.1:9/v1/realtime" })).toEqual([]);
  expect(problems({ ...all, PUBLIC_WS_URL: "https://voice.example" })).toHaveLength(1);
});

test("a telephone in the browser needs its whole key, and Twilio's own", () => {
  const key = { TWILIO_API_KEY_SID: "SK1", TWILIO_API_KEY_SECRET: "s" };
  expect(problems({ ...twilio, ...key })).toEqual([]);
  expect(problems({ ...twilio, TWILIO_API_KEY_SID: "SK1" })).toEqual([
    expect.stringContaining("TWILIO_API_KEY_SECRET missing"),
  ]);
  expect(problems(key)).toEqual([expect.stringContaining("needs Twilio's keys")]);
});
