import { describe, expect, test } from "vitest";
import { readList } from "@/server/registries/read-list";

const told = (csv: string) =>
  readList(csv, "IN").listed.map(({ number, mode, status }) => `${number} ${mode} ${status}`);

describe("a registry's list", () => {
  test("reads numbers as they are written in the country, with status, mode and categories", () => {
    const csv = "Mobile Number,DND Status,Mode,Category\n098765 43210,Yes,SMS,Banking; Food\n+919876543211,No,,\n";
    expect(readList(csv, "IN")).toEqual({
      rows: 2,
      faults: [],
      listed: [
        { number: "+919876543210", mode: "sms", status: "blocked", categories: ["banking", "food"] },
        { number: "+919876543211", mode: "voice", status: "clear", categories: [] },
        { number: "+919876543211", mode: "sms", status: "clear", categories: [] },
      ],
    });
  });

  test("without a status is one of blocked numbers", () => {
    expect(told("number\n9876543210\n")).toEqual(["+919876543210 voice blocked", "+919876543210 sms blocked"]);
  });

  test("that says two things of a number means the stricter, in whatever order", () => {
    const rows = ["9876543210,clear,sms", "9876543210,blocked,sms"];
    for (const order of [rows, [...rows].reverse()]) {
      expect(told(["number,status,mode", ...order].join("\n"))).toEqual(["+919876543210 sms blocked"]);
    }
  });

  test("tells the line of every row that cannot be read, and takes none of them for clear", () => {
    const csv = "number,status,mode\n12,clear,sms\n9876543210,maybe,sms\n9876543210,clear,fax\n9876543210,,\n";
    expect(readList(csv, "IN").faults).toEqual([
      { line: 2, fault: "number" },
      { line: 3, fault: "status" },
      { line: 4, fault: "mode" },
      { line: 5, fault: "status" },
    ]);
    expect(readList(csv, "IN").listed).toEqual([]);
    expect(readList("name\nAsha\n", "IN").faults).toEqual([{ line: 1, fault: "columns" }]);
  });
});
