import { describe, expect, test } from "vitest";
import { type Check, checksOf, type Looked } from "@/server/campaigns/rehearsal/checks";
import { mayLaunch } from "@/server/campaigns/rehearsal/contract";

const startsAt = new Date("2026-03-02T15:00:00Z");
const good: Looked = {
  debtors: 100,
  elsewhere: 0,
  byTrigger: false,
  version: { readable: true, number: 3, newest: 3, draftIsNewer: false },
  channels: ["email", "sms"],
  variables: new Set(["pay_link"]),
  sender: { email: "a@example.com", phone: "+15125550100", postalAddress: "1 Dock Rd" },
  vendors: { email: "ready", sms: "ready", voice: "unconfigured" },
  firstLeavesAt: startsAt,
  startsAt,
  reached: 95,
  followed: 100,
  scrubbed: { numbers: 0, blocked: 0, stale: 0, unknown: 0 },
  limited: false,
  budgetSpentAt: null,
  slowed: 0,
};
const verdicts = (changed: Partial<Looked>) =>
  Object.fromEntries(checksOf({ ...good, ...changed }).map(({ check, result }) => [check, result]));
const one = (name: Check["check"], changed: Partial<Looked>) =>
  checksOf({ ...good, ...changed }).find(({ check }) => check === name);

describe("the checks before a launch", () => {
  test("all pass where nothing is wrong; a channel that the journey does not use may lack its keys", () => {
    expect(new Set(Object.values(verdicts({})))).toEqual(new Set(["pass"]));
    expect(one("channels", {})).toEqual({
      check: "channels",
      result: "pass",
      vendors: { email: "ready", sms: "ready" },
    });
  });

  test("nobody to enter fails, unless debtors come in by a trigger", () => {
    const nobody = { debtors: 0, followed: 0, reached: 0, firstLeavesAt: null };
    expect(verdicts(nobody)).toMatchObject({ audience: "fail" });
    expect(verdicts(nobody)).not.toHaveProperty("reach");
    expect(verdicts({ ...nobody, byTrigger: true })).toMatchObject({ audience: "pass" });
    expect(mayLaunch(checksOf({ ...good, ...nobody, debtors: null, byTrigger: true }))).toBe(true);
  });

  test("numbers that a registry blocks, or that it was asked about too long ago or never, are told", () => {
    const asked = { numbers: 9, blocked: 0, stale: 0, unknown: 0 };
    expect(one("registries", { scrubbed: asked })).toEqual({ check: "registries", result: "pass", ...asked });
    for (const found of ["blocked", "stale", "unknown"]) {
      expect(verdicts({ scrubbed: { ...asked, [found]: 1 } })).toMatchObject({ registries: "warn" });
    }
  });

  test("a channel without its keys is a warning; with none left nothing could leave", () => {
    expect(verdicts({ channels: ["email", "voice"] })).toMatchObject({ channels: "warn" });
    expect(verdicts({ channels: ["voice"] })).toMatchObject({ channels: "fail" });
    const sandbox = { email: "sandbox", sms: "sandbox", voice: "sandbox" } as const;
    expect(verdicts({ vendors: sandbox })).toMatchObject({ channels: "pass" });
  });

  test("says which part of the sender is missing, and only parts that the channels need", () => {
    const sender = { email: " ", phone: null, postalAddress: null };
    expect(one("sender", { sender })).toEqual({
      check: "sender",
      result: "warn",
      missing: ["email", "postalAddress", "phone"],
    });
    expect(one("sender", { sender, channels: ["voice"] })).toMatchObject({ missing: ["phone"] });
  });

  test("asks for the phone where a message names it, whatever the channel", () => {
    const sender = { ...good.sender, phone: null };
    expect(verdicts({ sender, channels: ["email"] })).toMatchObject({ sender: "pass" });
    const variables = new Set(["company.phone"]);
    expect(one("sender", { sender, channels: ["email"], variables })).toMatchObject({ missing: ["phone"] });
  });

  test("a version that was overtaken is a warning, one that cannot be read a stop", () => {
    const version = good.version;
    expect(one("version", { version: { ...version, newest: 4 } })).toMatchObject({
      result: "warn",
      problem: "newer_version",
    });
    expect(one("version", { version: { ...version, draftIsNewer: true } })).toMatchObject({ problem: "newer_draft" });
    expect(verdicts({ version: { ...version, readable: false } })).toMatchObject({ version: "fail" });
  });

  test("a first contact later than a day is a warning; none at all, or nobody reached, a stop", () => {
    expect(verdicts({ firstLeavesAt: new Date("2026-03-04T15:00:00Z") })).toMatchObject({ hours: "warn" });
    expect(verdicts({ firstLeavesAt: null, reached: 0 })).toMatchObject({ hours: "fail", reach: "fail" });
    expect(verdicts({ channels: [], firstLeavesAt: null })).toMatchObject({ hours: "pass" });
    expect(verdicts({ reached: 79 })).toMatchObject({ reach: "warn" });
    expect(verdicts({ reached: 80 })).toMatchObject({ reach: "pass" });
  });

  test("limits that will be felt are a warning", () => {
    expect(verdicts({ limited: true })).toMatchObject({ limits: "pass" });
    expect(verdicts({ limited: true, slowed: 3 })).toMatchObject({ limits: "warn" });
    expect(verdicts({ limited: true, budgetSpentAt: startsAt })).toMatchObject({ limits: "warn" });
  });
});
