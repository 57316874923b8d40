import { expect, test } from "vitest";
import { makeWorkspace } from "@/server/testing/workspace";
import { allowOneContact, raceForSlot } from "@/server/touches/testing/slot-race";

test("of many attempts at once on the last free slot exactly one wins, also where two debtors share an address", async () => {
  const { ctx } = await makeWorkspace();
  await allowOneContact(ctx);
  for (let round = 0; round < 3; round += 1) expect(await raceForSlot(ctx, 24)).toBe(1);
}, 120_000);
