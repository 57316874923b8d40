import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterEach, expect, test, vi } from "vitest";
import { sendConsoleToLog } from "@/server/console-to-log";
import { log } from "@/server/log";

const original = { error: console.error, warn: console.warn };
afterEach(() => {
  Object.assign(console, original);
  vi.restoreAllMocks();
});

test("what Next writes about a failure is logged without a query's parameters and without the secret of an address", () => {
  const written: unknown[][] = [];
  vi.spyOn(log, "error").mockImplementation((...line: unknown[]) => void written.push(line));
  const warned: unknown[][] = [];
  vi.spyOn(log, "warn").mockImplementation((...line: unknown[]) => void warned.push(line));
  sendConsoleToLog();
  const refused = Object.assign(new Error("invalid byte sequence"), { code: "22021", detail: "pat@example.com" });
  const query = new DrizzleQueryError("select $1", ["pat@example.com"], refused);
  console.error("⨯", new Error("failed to pipe response", { cause: query }));
  console.error(`Failed query: select $1\nparams: pat@example.com`);
  console.warn(`Request body exceeded 10MB for /pay/${"Aa1_-".repeat(9)}. Only the first 10MB is read.`);
  expect(written).toHaveLength(2);
  expect(warned[0]?.[1]).toBe("Request body exceeded 10MB for /pay/…. Only the first 10MB is read.");
  expect(written[1]?.[1]).not.toContain("pat@example.com");
  expect(written[0]?.[1]).toBe("console");
});
