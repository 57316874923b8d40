import { expect, test } from "vitest";
import { functions } from "@/inngest";
import { embeddedSigningKey, inngest } from "@/inngest/client";
import { readFunctions } from "@/inngest/runner/configuration/function-spec";
import { openSdk } from "@/inngest/runner/wire/sdk";

test("the embedded runner supports everything the product's functions ask for", async () => {
  const registry = readFunctions(await openSdk(inngest, functions, embeddedSigningKey).describe());
  expect(registry.size).toBeGreaterThanOrEqual(functions.length);
});
