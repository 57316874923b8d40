// The invoices the browser tests import: the real sample of 2,466 invoices where it lies beside the project, else a
// file of our own with the same columns. Figures are computed here from the file alone, by other means than the product.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const SAMPLE = resolve("../shared/data/receivables/receivables.csv");
export const AS_OF = "2013-06-01";

/** Country codes of the file, which no standard has, and the countries the test declares them to be. */
export const countryOfCode: Record<string, { iso: string; name: string }> = {
  "391": { iso: "US", name: "United States" },
  "406": { iso: "GB", name: "United Kingdom" },
  "770": { iso: "AU", name: "Australia" },
  "818": { iso: "CA", name: "Canada" },
  "897": { iso: "DE", name: "Germany" },
};

export type Row = {
  countryCode: string;
  customerId: string;
  invoiceNumber: string;
  issuedOn: string;
  dueOn: string;
  settledOn: string;
  amountMinor: number;
};

export type Receivables = { csv: string; rows: Row[]; real: boolean };

export function loadReceivables(): Receivables {
  const real = existsSync(SAMPLE);
  const csv = real ? readFileSync(SAMPLE, "utf8") : generatedCsv();
  return { csv, rows: readRows(csv), real };
}

/** The sample has no quotes and no commas in values, so splitting is enough to be a second opinion. */
function readRows(csv: string): Row[] {
  const [head, ...lines] = csv.trim().split(/\r?\n/);
  const names = (head ?? "").split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    const [whole = "0", cents = ""] = cell("InvoiceAmount").split(".");
    return {
      countryCode: cell("countryCode"),
      customerId: cell("customerID"),
      invoiceNumber: cell("invoiceNumber"),
      issuedOn: isoDay(cell("InvoiceDate")),
      dueOn: isoDay(cell("DueDate")),
      settledOn: isoDay(cell("SettledDate")),
      amountMinor: Number(whole) * 100 + Number(cents.padEnd(2, "0")),
    };
  });
}

/** "6/1/2013" → "2013-06-01" */
function isoDay(text: string): string {
  const [month = "", day = "", year = ""] = text.split("/");
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

export type Figures = {
  issued: Row[];
  open: Row[];
  overdue: Row[];
  openMinor: number;
  overdueMinor: number;
  ageing: Record<"current" | "1-30" | "31-60" | "61-90" | "90+", number>;
  debtorsOverdue: string[];
};

/** What is true on a day, from the file alone. */
export function figuresOn(rows: Row[], on: string): Figures {
  const issued = rows.filter((row) => row.issuedOn <= on);
  const open = issued.filter((row) => row.settledOn > on);
  const overdue = open.filter((row) => row.dueOn < on);
  const ageing = { current: 0, "1-30": 0, "31-60": 0, "61-90": 0, "90+": 0 };
  for (const row of open) {
    const late = Math.round((Date.parse(on) - Date.parse(row.dueOn)) / 86_400_000);
    const bucket = late <= 0 ? "current" : late <= 30 ? "1-30" : late <= 60 ? "31-60" : late <= 90 ? "61-90" : "90+";
    ageing[bucket] += row.amountMinor;
  }
  const sum = (some: Row[]) => some.reduce((total, row) => total + row.amountMinor, 0);
  return {
    issued,
    open,
    overdue,
    openMinor: sum(open),
    overdueMinor: sum(overdue),
    ageing,
    debtorsOverdue: [...new Set(overdue.map((row) => row.customerId))],
  };
}

/** 2,466 invoices of 100 customers in the sample's columns, from a counter: no chance, the same every time. */
function generatedCsv(): string {
  const codes = Object.keys(countryOfCode);
  const lines = [
    "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate",
  ];
  const start = Date.parse("2012-01-03");
  const slash = (ms: number) => {
    const date = new Date(ms);
    return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  };
  for (let i = 0; i < 2466; i += 1) {
    const customer = (i * 37) % 100;
    const issued = start + ((i * 7919) % 700) * 86_400_000;
    const due = issued + 30 * 86_400_000;
    const settle = 5 + ((i * 31) % 55);
    const settled = issued + settle * 86_400_000;
    const amount = (2_000 + ((i * 613) % 9_000)) / 100;
    const id = `${String(1000 + customer * 83).padStart(4, "0")}-DUELA`;
    lines.push(
      [
        codes[customer % codes.length],
        id,
        slash(start),
        String(1_000_000 + i * 17).padStart(10, "0"),
        slash(issued),
        slash(due),
        amount.toFixed(2),
        "No",
        slash(settled),
        "Paper",
        settle,
        Math.max(0, settle - 30),
      ].join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}
