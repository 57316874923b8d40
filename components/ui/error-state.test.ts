import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { errorFacts } from "@/components/ui/error-state";
import { loadMessages } from "@/server/i18n/catalogue";

test("a call that no answer came to is not told as a failure of ours, in any language", () => {
  const { code } = errorFacts(TRPCClientError.from(new TypeError("Failed to fetch")));
  expect(code).toBe("UNREACHABLE");
  for (const locale of ["en", "hi"] as const) expect(loadMessages(locale).errors).toHaveProperty(code);
});

test("what the server said keeps its code, its id, its reason and the inputs it is about", () => {
  const data = {
    code: "CONFLICT",
    httpStatus: 409,
    requestId: "r-1",
    reason: "number_taken",
    fields: { number: "Taken" },
  };
  const answered = TRPCClientError.from({ error: { code: -32_009, message: "Changed", data } });
  expect(errorFacts(answered)).toEqual({
    code: "CONFLICT",
    requestId: "r-1",
    message: "Changed",
    reason: "number_taken",
    fields: ["number"],
  });
});
