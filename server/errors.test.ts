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

test("a database that is away is told as such, in whatever words its driver says so", () => {
  const coded = (code: string) => Object.assign(new Error("x"), { code });
  for (const gone of [
    coded("57P01"),
    coded("57P03"),
    coded("08006"),
    coded("ECONNREFUSED"),
    new Error("Connection terminated unexpectedly"),
    new Error("Client has encountered a connection error and is not queryable"),
    new Error("Failed query: select 1", { cause: coded("57P02") }),
  ])
    expect(databaseRefusal(gone)).toMatchObject({ code: "UNAVAILABLE", status: 503 });
  expect(databaseRefusal(new Error("a connection of ideas"))).toBeNull();
});
