import { Command } from "commander";
import { expect, test } from "vitest";
import { nouns } from "@/scripts/cli/nouns";
import { duelane, file } from "@/scripts/cli/testing/duelane";

test("every noun and verb has --help", async () => {
  expect(duelane("--help").out).toContain("campaigns");
  const { code, out } = duelane("journeys", "simulate", "--help");
  expect([code, out]).toEqual([0, expect.stringContaining("Usage: duelane journeys simulate [options]")]);
  const program = new Command("duelane");
  for (const noun of Object.values(nouns)) await noun.add(program);
  expect(program.commands.map((noun) => noun.name()).sort()).toEqual(Object.keys(nouns).sort());
  for (const noun of program.commands) {
    expect(noun.commands.length, noun.name()).toBeGreaterThan(0);
    for (const verb of noun.commands) {
      const help = verb.helpInformation();
      expect(help).toContain(`Usage: duelane ${noun.name()} ${verb.name()}`);
      expect(verb.description(), help).not.toBe("");
      for (const option of verb.options) expect(option.description, `${help} ${option.flags}`).not.toBe("");
    }
  }
}, 60_000);

test("a workspace is made, a file imported, and the clock moved, all answering in JSON", () => {
  const made = duelane("tenants", "create", "--name", "Cli Freight", "--owner", "cli@example.com", "--json");
  expect(made.code).toBe(0);
  const { slug } = JSON.parse(made.out) as { slug: string };
  const csv = file(
    "invoices.csv",
    "Customer ID,Customer,Invoice,Issued,Due,Amount\nC1,Acme,00042,2026-01-05,2026-02-04,1250.50\n",
  );
  const unanswered = duelane("imports", "run", csv, "--workspace", slug, "--json");
  expect(unanswered.code).toBe(2);
  expect(JSON.parse(unanswered.out)).toMatchObject({ status: "needs_answers" });
  const done = duelane("imports", "run", csv, "--workspace", slug, "--currency", "USD", "--country", "US", "--json");
  expect(JSON.parse(done.out)).toMatchObject({ status: "done", counts: { invoicesNew: 1, debtorsNew: 1 } });
  const moved = duelane("clock", "advance", "--workspace", slug, "--day", "--json");
  expect([moved.code, JSON.parse(moved.out).state]).toEqual([0, "reached"]);
  expect(JSON.parse(duelane("touches", "list", "--workspace", slug, "--json").out)).toMatchObject({
    rows: [],
    nextCursor: null,
    total: { count: 0, capped: false },
  });
}, 60_000);

test("a workspace that does not exist is a sentence, not a stack trace", () => {
  const { code, err } = duelane("touches", "list", "--workspace", "nowhere");
  expect(code).toBe(2);
  expect(err).toMatch(/^There is no workspace "nowhere"/);
});
