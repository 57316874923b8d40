// "What if we had had an address?" An imported history often names none. Pure.
import { countries } from "@/server/demo/places";
import type { SimulatedDebtor } from "@/server/journeys/simulation/simulated";
import type { ContactPoint } from "@/server/touches/deciding/debtor-facts";

/** Debtors without any address get one that leads nowhere: an e-mail address, and a number where their country has fictional ones. */
export function supposeAddresses(debtors: readonly SimulatedDebtor[]): SimulatedDebtor[] {
  return debtors.map((debtor, at) => {
    const { facts } = debtor;
    if (facts.points.length > 0) return debtor;
    const common = { isPrimary: true, status: "active" as const, contactName: facts.name };
    const points: ContactPoint[] = [
      { ...common, id: `${facts.id}-e`, kind: "email", address: `${facts.id}@supposed.invalid`, lineType: null },
    ];
    const country = countries.find((one) => one.code === facts.country);
    const place = country?.places.find((one) => one.region === facts.region) ?? country?.places[0];
    const number = place && country?.phone?.(place, 0);
    if (number) {
      const address = number.slice(0, -4) + String(at % 10_000).padStart(4, "0");
      points.push({ ...common, id: `${facts.id}-p`, kind: "phone", address, lineType: "mobile" });
    }
    return { ...debtor, facts: { ...facts, points } };
  });
}
