import { expect, test } from "vitest";
import { sayProgress } from "./progress.mjs";

test("long work says how long it has taken and what is being done", async () => {
  const line = await new Promise<string>((done) => {
    const progress = sayProgress(() => "Checking types", {
      everyMs: 1,
      say: (said) => {
        progress.stop();
        done(said);
      },
    });
  });
  expect(line).toBe("  … 0 s: Checking types");
});
