// A debtor to try flows on: two open invoices, one of them past due on the second of March 2026.
import type { ConversationFacts } from "@/server/flows/interpreter/facts";

export const exampleFacts: ConversationFacts = {
  company: { name: "Acme Freight", phone: "+12125550143" },
  debtor: { name: "Northwind Traders", kind: "company" },
  contact: { name: "Dana Whitfield" },
  zone: "America/Chicago",
  money: {
    balances: [{ openMinor: 120_450, overdueMinor: 70_450, currency: "USD" }],
    invoices: [
      { id: "inv_1", number: "INV-4432", openMinor: 70_450, currency: "USD", dueOn: "2026-02-14" },
      { id: "inv_2", number: "INV-4501", openMinor: 50_000, currency: "USD", dueOn: "2026-03-20" },
    ],
  },
  obligations: ["AI_DISCLOSURE", "IDENTIFY_CALLER"],
  identity: { postcode: "60601" },
};

/** The day on which the example's money is past due. */
export const exampleDay = new Date("2026-03-02T15:00:00Z");
