import { expect, test } from "vitest";
import { DomainError, databaseRefusal } from "@/server/errors";

const refusedBy = (code: string) => new Error("Failed query", { cause: Object.assign(new Error("pg"), { code }) });

test.each(["22021", "22P05", "22P02", "22003"])(
  "a value that the database refuses (%s) is the caller's error",
  (code) => {
    expect(databaseRefusal(refusedBy(code))).toMatchObject({ code: "INVALID_INPUT", status: 400 });
  },
);

test("of two changes that lock each other out, one is told to try again", () => {
  expect(databaseRefusal(refusedBy("40P01"))).toMatchObject({ code: "CONFLICT" });
});

test.each([refusedBy("23505"), refusedBy("42601"), new DomainError("NOT_FOUND"), new Error("x"), null, "22021"])(
  "any other failure stays what it is",
  (error) => {
    expect(databaseRefusal(error)).toBeNull();
  },
);
