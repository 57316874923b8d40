import { expect, test } from "vitest";
import { streamedFile } from "@/app/streamed-file";

test("an export whose caller cannot be looked up is an answer with a code, not an empty page", async () => {
  const gone = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const response = await streamedFile({ name: "invoices" }, Promise.reject(gone), () => {
    throw new Error("nothing is read");
  });
  expect([response.status, await response.json()]).toEqual([503, { code: "UNAVAILABLE" }]);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const stranger = await streamedFile({ name: "invoices" }, Promise.resolve({ workspace: null }), () => {
    throw new Error("nothing is read");
  });
  expect(stranger.status).toBe(404);
});
