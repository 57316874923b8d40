import { expect, test } from "vitest";
import { missingPartReasons } from "@/server/flows/graph/availability";
import { exampleFacts } from "@/server/flows/trial/example-facts";
import { simulateSkill } from "@/server/flows/trial/simulated-skills";

test("a trial never claims that a document was sent, as long as there are none", () => {
  const args = { kind: "proof_of_delivery", invoiceId: "inv_1" };
  expect(simulateSkill("send_document", args, exampleFacts)).toEqual({
    ok: false,
    error: { code: "PRECONDITION", message: missingPartReasons.documents },
  });
  expect(simulateSkill("send_document", {}, exampleFacts)).toMatchObject({ error: { code: "INVALID_ARGUMENTS" } });
});
