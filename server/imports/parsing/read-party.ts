// What a row says about a debtor, the person there, and what they allowed. Pure.
import type { CellReader } from "@/server/imports/parsing/cell-reader";
import type { Address, ContactFacts, DebtorFacts } from "@/server/imports/parsing/import-row";
import { toEmail } from "@/server/imports/parsing/values/phones";
import { isWritten, readDebtorKind, readLanguage } from "@/server/imports/parsing/values/words";

/** What is read once however often it stands in the file. */
type Remember = { phone(text: string, country: string): string | undefined; zone(name: string): boolean };

const addressFields = [
  ["street", "street"],
  ["city", "city"],
  ["region", "region"],
  ["postal_code", "postalCode"],
] as const;

/** The debtor as far as the row tells. */
export function readDebtor(reader: CellReader, remember: Remember): DebtorFacts {
  const facts: DebtorFacts = {};
  const country = reader.country();
  if (country) facts.country = country;
  for (const [field, key] of addressFields) {
    const value = reader.text(field, 200);
    if (value) facts[key] = value;
  }
  const verified = reader.truth("address_verified");
  if (verified !== undefined) facts.addressVerified = verified;
  const kindText = reader.text("debtor_kind");
  if (kindText) {
    const kind = readDebtorKind(kindText);
    if (kind) facts.kind = kind;
    else reader.problem("DEBTOR_KIND_UNKNOWN", "debtor_kind");
  }
  const zone = reader.text("time_zone");
  if (zone) {
    if (remember.zone(zone)) facts.statedTimeZone = zone;
    else reader.problem("TIME_ZONE_UNKNOWN", "time_zone");
  }
  const languageText = reader.text("language");
  if (languageText) {
    const language = readLanguage(languageText);
    if (language) facts.language = language;
    else reader.problem("LANGUAGE_UNKNOWN", "language");
  }
  const tags = reader.text("tags");
  if (tags) facts.tags = [...new Set(tags.split(/[,;|]/).map((tag) => tag.trim()))].filter((tag) => tag !== "").sort();
  return facts;
}

const phoneFields = ["mobile", "phone"] as const;

/** The person, their addresses and consents; null when the row names none. `country` is for numbers without a code. */
export function readContact(reader: CellReader, remember: Remember, country: string | undefined): ContactFacts | null {
  const contact: ContactFacts = { addresses: [], consents: [], optOuts: [] };
  const name = reader.text("contact_name", 200);
  if (name) contact.name = name;
  const jobTitle = reader.text("job_title", 200);
  if (jobTitle) contact.jobTitle = jobTitle;

  const email = readEmail(reader);
  const phones: string[] = [];
  for (const field of phoneFields) {
    const text = reader.text(field);
    const number = text ? remember.phone(text, country ?? "") : undefined;
    if (number) phones.push(number);
    else if (text) reader.problem("PHONE_INVALID", field);
  }
  if (email) contact.addresses.push({ kind: "email", address: email });
  for (const number of new Set(phones)) contact.addresses.push({ kind: "phone", address: number });

  const verifiedOn = reader.day("numbers_verified_on");
  if (verifiedOn) contact.numbersVerifiedOn = verifiedOn;
  readConsents(reader, contact, email, phones);
  const empty = !name && contact.addresses.length === 0 && contact.consents.length === 0;
  return empty ? null : contact;
}

function readEmail(reader: CellReader): Address["address"] | undefined {
  const text = reader.text("email");
  if (!text) return undefined;
  const email = toEmail(text);
  if (!email) reader.problem("EMAIL_INVALID", "email");
  return email;
}

const consentFields = [
  { channel: "email", field: "email_consent", optOut: "email_opt_out" },
  { channel: "sms", field: "sms_consent", optOut: "sms_opt_out" },
  { channel: "voice", field: "call_consent", optOut: "call_opt_out" },
] as const;

/** Consent to SMS is for the mobile number where there is one; consent to calls is for every number. */
function readConsents(reader: CellReader, contact: ContactFacts, email: string | undefined, phones: string[]) {
  const on = reader.day("consent_on");
  if (on) contact.consentOn = on;
  const wording = reader.text("consent_wording");
  if (wording) contact.consentWording = wording;
  for (const { channel, field, optOut } of consentFields) {
    const granted = reader.truth(field);
    const stopped = reader.truth(optOut);
    if (granted === undefined && !stopped) continue;
    const addresses = addressesOf(channel, email, phones);
    if ((granted || stopped) && addresses.length === 0)
      reader.problem("CONSENT_WITHOUT_ADDRESS", granted ? field : optOut);
    for (const address of addresses) {
      if (granted !== undefined) {
        contact.consents.push({ channel, address, granted, written: isWritten(reader.text(field) ?? "") });
      }
      if (stopped) contact.optOuts.push({ channel, address });
    }
  }
}

function addressesOf(channel: "email" | "sms" | "voice", email: string | undefined, phones: string[]): string[] {
  if (channel === "email") return email ? [email] : [];
  return channel === "sms" ? phones.slice(0, 1) : [...new Set(phones)];
}
