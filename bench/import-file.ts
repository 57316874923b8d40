// The file of the import benchmark: made from a seed, so that every run reads the same bytes.
import { seededChance } from "@/server/chance";
import { standingClock } from "@/server/clock";
import { addDays } from "@/server/time/calendar";

const cities = [
  ["Austin", "TX", "78701"],
  ["Chicago", "IL", "60601"],
  ["Denver", "CO", "80202"],
  ["Atlanta", "GA", "30303"],
  ["Phoenix", "AZ", "85004"],
  ["Memphis", "TN", "38103"],
] as const;

const header =
  "Customer ID,Customer Name,Customer Type,Street,City,State,ZIP,Country,Contact,E-mail,Mobile,SMS Consent,Invoice Number,Invoice Date,Due Date,Amount,Currency,Paid Date,Disputed,Load Number,BOL,Origin,Destination,POD\r\n";

/** Debtors, contacts and invoices in one file; about two in five invoices are settled, one in forty is disputed. */
export function importFile(rows: number, seed: string): Buffer {
  const chance = seededChance(seed, standingClock(new Date("2026-01-01T00:00:00Z")));
  const below = (limit: number) => Math.floor(chance.fraction() * limit);
  const debtors = Math.max(1, Math.floor(rows / 20));
  const days = Array.from({ length: 700 }, (_, index) => addDays("2024-01-01", index));
  const american = (day: string) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
  let text = header;
  const parts: Buffer[] = [];
  for (let row = 0; row < rows; row += 1) {
    const debtor = below(debtors);
    const [city, state, zip] = cities[debtor % cities.length] ?? cities[0];
    const [to] = cities[below(cities.length)] ?? cities[0];
    const issued = below(600);
    const cents = 5_000 + below(900_000);
    const amount = `"$${Math.floor(cents / 100).toLocaleString("en-US")}.${String(cents % 100).padStart(2, "0")}"`;
    const paid = chance.fraction() < 0.4 ? american(days[issued + 5 + below(80)] ?? "2025-12-01") : "";
    const phone = `+1512555${String(debtor % 10_000).padStart(4, "0")}`;
    text +=
      `C${String(debtor).padStart(6, "0")},"Shipper ${debtor}, Inc.",${debtor % 9 === 0 ? "Consumer" : "Company"},${debtor} Dock Street,${city},${state},${zip},US,` +
      `Pat Payer ${debtor},ap${debtor}@shipper${debtor}.example,${phone},${debtor % 2 ? "yes" : "no"},${String(row + 1).padStart(8, "0")},` +
      `${american(days[issued] ?? "")},${american(days[issued + 30] ?? "")},${amount},USD,${paid},${below(40) === 0 ? "Yes" : "No"},` +
      `L${500_000 + row},BOL-${row},${city},${to},${below(3) ? "yes" : "no"}\r\n`;
    if (text.length > 1_000_000) {
      parts.push(Buffer.from(text));
      text = "";
    }
  }
  parts.push(Buffer.from(text));
  return Buffer.concat(parts);
}
