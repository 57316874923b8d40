// Addresses that make a sandbox channel fail in a known way, after the vendors' own test addresses. Pure.
import { magicMailboxes, magicNumbers } from "@/server/sandbox/contract";

export type MailFate = "delivered" | (typeof magicMailboxes)[number]["fate"];
export type NumberFate = "works" | (typeof magicNumbers)[number]["fate"];

const fateOf = new Map<string, NumberFate>(magicNumbers.map(({ number, fate }) => [number, fate]));
const fateIn = new Map<string, MailFate>(magicMailboxes.map(({ mailbox, fate }) => [mailbox, fate]));

/** By the mailbox name; anything after a plus sign is ignored. */
export function fateOfMail(address: string): MailFate {
  const mailbox = (address.split("@")[0] ?? "").split("+")[0] ?? "";
  return fateIn.get(mailbox.toLowerCase()) ?? "delivered";
}

/** By the whole number. */
export function fateOfNumber(number: string): NumberFate {
  return fateOf.get(number) ?? "works";
}
