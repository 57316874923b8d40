import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { appRouter } from "@/server/api/root";
import { createCaller } from "@/server/api/trpc";
import { realChance } from "@/server/chance";
import { encodeCursor } from "@/server/keyset";
import { toPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

async function caller() {
  const { ctx } = await makeWorkspace();
  const person = { userId: realChance.id(), sessionId: realChance.id() };
  return createCaller(appRouter)({ requestId: "hostile", ip: "127.0.0.1", person, workspace: ctx });
}

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => "answered",
    (error: unknown) => (error instanceof TRPCError ? error.code : error),
  );

test("what PostgreSQL cannot keep or read is the caller's error, not ours", async () => {
  const api = await caller();
  const nul = "a\u0000b";
  const forged = encodeCursor({ value: "no date", id: realChance.id(), side: "after" });
  const importId = toPublicId("import", realChance.id());
  const answers = await Promise.all([
    refusal(api.journeys.create({ name: nul })),
    refusal(api.debtors.list({ q: nul })),
    refusal(api.invoices.count({ q: nul })),
    refusal(api.imports.create({ fileName: nul, fileBytes: 3 })),
    refusal(api.invoices.list({ cursor: forged })),
    refusal(api.debtors.list({ cursor: forged })),
  ]);
  expect(answers).toEqual(Array(6).fill("BAD_REQUEST"));
  expect(await refusal(api.imports.get({ importId }))).toBe("NOT_FOUND");
});
