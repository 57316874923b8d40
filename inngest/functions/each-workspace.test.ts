import { expect, test } from "vitest";
import { eachWorkspace } from "@/inngest/functions/each-workspace";

const workspaces = ["a", "b", "c"].map((tenantId) => ({ tenantId }));

test("a workspace that fails holds up no other", async () => {
  const done: string[] = [];
  const failed = await eachWorkspace(workspaces, "test", async ({ tenantId }) => {
    if (tenantId === "a") throw new RangeError("Invalid time zone specified: Nowhere");
    done.push(tenantId);
  });
  expect([failed, done]).toEqual([1, ["b", "c"]]);
});

test("while the database is away nobody else is tried", async () => {
  const tried: string[] = [];
  const gone = new Error("Failed query", { cause: Object.assign(new Error("x"), { code: "57P01" }) });
  const round = eachWorkspace(workspaces, "test", async ({ tenantId }) => {
    tried.push(tenantId);
    throw gone;
  });
  await expect(round).rejects.toBe(gone);
  expect(tried).toEqual(["a"]);
});
