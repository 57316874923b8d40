// Whether a text speaks of a person: by a name, an address, a number or the customer's own id. Pure.
import type { Person } from "@/server/rights/erase/person";

export type Needles = { names: string[]; emails: string[]; phones: string[]; ids: string[] };

const PHONE_TAIL = 9;

/** What a person is recognised by; too short a name only where it is all that a text says. */
export function needlesOf(
  person: Pick<Person, "name" | "contactNames" | "street" | "externalId"> & {
    own: readonly { kind: "email" | "phone"; address: string }[];
  },
): Needles {
  const texts = [person.name, ...person.contactNames, ...(person.street ? [person.street] : [])].map(fold);
  return {
    names: [...new Set(texts)].filter((text) => text !== ""),
    emails: person.own.filter(({ kind }) => kind === "email").map(({ address }) => fold(address)),
    phones: person.own.filter(({ kind }) => kind === "phone").map(({ address }) => tailOf(address)),
    ids: [fold(person.externalId)],
  };
}

export function mentions({ names, emails, phones, ids }: Needles, text: string): boolean {
  const folded = fold(text);
  if (folded === "") return false;
  if (ids.includes(folded)) return true;
  if (names.some((name) => (name.length < 4 ? folded === name : folded.includes(name)))) return true;
  if (emails.some((email) => folded.includes(email))) return true;
  const digits = folded.replace(/\D/g, "");
  const tail = digits.slice(-PHONE_TAIL);
  return tail.length >= 7 && phones.some((phone) => phone.endsWith(tail) || digits.includes(phone));
}

/** A number by its last digits, however it is written. */
function tailOf(text: string): string {
  return text.replace(/\D/g, "").slice(-PHONE_TAIL);
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
