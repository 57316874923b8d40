import { expect, test } from "vitest";
import { isConnectionError } from "@/inngest/runner/queue/database";

const failing = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

test("the database being away is told from everything that waiting would not mend", () => {
  for (const away of [
    failing("refused", "ECONNREFUSED"),
    failing("terminating connection", "57P01"),
    failing("starting up", "57P03"),
    failing("too many", "53300"),
    failing("Connection terminated unexpectedly"),
  ]) {
    expect(isConnectionError(away)).toBe(true);
  }
  for (const other of [
    failing("duplicate key", "23505"),
    failing("not json", "22P02"),
    failing("bad argument", "ERR_INVALID_ARG_TYPE"),
    failing("undefined is not a function"),
  ]) {
    expect(isConnectionError(other)).toBe(false);
  }
});
