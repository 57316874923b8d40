// From a row's cells to what it says, or to the reasons why it says nothing usable. Pure.
import type { RowProblem } from "@/server/imports/contract";
import { isBlank, type Row } from "@/server/imports/parsing/cell";
import { CellReader, type ReadingRules } from "@/server/imports/parsing/cell-reader";
import { hasInvoices, type ImportField } from "@/server/imports/parsing/columns/fields";
import type {
  Address,
  ContactFacts,
  DebtorFacts,
  FreightFacts,
  InvoiceFacts,
  ReadRow,
} from "@/server/imports/parsing/import-row";
import { numberKey } from "@/server/imports/parsing/values/invoice-number";
import { toE164, toEmail } from "@/server/imports/parsing/values/phones";
import { isWritten, readDebtorKind, readInvoiceState, readLanguage } from "@/server/imports/parsing/values/words";
import { addDays, isTimeZone } from "@/server/time/calendar";

/** Reads rows of one file; it remembers phone numbers and zones, which repeat. `today` is the import's day. */
export function rowReader(rules: ReadingRules, today: string) {
  const phones = new Map<string, string | undefined>();
  const zones = new Map<string, boolean>();
  const remember = {
    phone(text: string, country: string) {
      const key = `${country}${text}`;
      if (!phones.has(key)) {
        if (phones.size > 100_000) phones.clear();
        phones.set(key, toE164(text, country));
      }
      return phones.get(key);
    },
    zone(name: string) {
      const known = zones.get(name) ?? isTimeZone(name);
      zones.set(name, known);
      return known;
    },
  };
  return (row: Row): ReadRow => {
    if (row.cells.every(isBlank)) return { line: row.line, blank: true };
    const reader = new CellReader(rules, row);
    const externalId = reader.text("debtor_id", 120) ?? null;
    const name = reader.text("debtor_name", 300) ?? null;
    if (!externalId && !name)
      reader.problem("DEBTOR_MISSING", rules.mapping.debtor_id === undefined ? "debtor_name" : "debtor_id");
    const debtor = readDebtor(reader, remember);
    const country = debtor.country ?? rules.options.country;
    const contact = readContact(reader, remember, country);
    const invoice = hasInvoices(rules.mapping) ? readInvoice(reader, rules, today) : null;
    if (reader.problems.length > 0) return { line: row.line, problems: unique(reader.problems) };
    return { line: row.line, row: { line: row.line, externalId, name, debtor, contact, invoice } };
  };
}

type Remember = { phone(text: string, country: string): string | undefined; zone(name: string): boolean };

function unique(problems: RowProblem[]): RowProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, field }) => {
    const key = `${code}:${field}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function readDebtor(reader: CellReader, remember: Remember): DebtorFacts {
  const facts: DebtorFacts = {};
  const country = reader.country();
  if (country) facts.country = country;
  for (const [field, key] of [
    ["street", "street"],
    ["city", "city"],
    ["region", "region"],
    ["postal_code", "postalCode"],
  ] as const) {
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

function readContact(reader: CellReader, remember: Remember, country: string | undefined): ContactFacts | null {
  const contact: ContactFacts = { addresses: [], consents: [], optOuts: [] };
  const name = reader.text("contact_name", 200);
  if (name) contact.name = name;
  const jobTitle = reader.text("job_title", 200);
  if (jobTitle) contact.jobTitle = jobTitle;

  const email = readEmail(reader);
  const phones = (["mobile", "phone"] as const).flatMap((field) => {
    const text = reader.text(field);
    if (!text) return [];
    const number = remember.phone(text, country ?? "");
    if (!number) reader.problem("PHONE_INVALID", field);
    return number ? [number] : [];
  });
  if (email) contact.addresses.push({ kind: "email", address: email });
  for (const number of new Set(phones)) contact.addresses.push({ kind: "phone", address: number });

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

/** Consent to SMS is for the mobile number where there is one; consent to calls is for every number. */
function readConsents(reader: CellReader, contact: ContactFacts, email: string | undefined, phones: string[]) {
  const on = reader.day("consent_on");
  if (on) contact.consentOn = on;
  const wording = reader.text("consent_wording");
  if (wording) contact.consentWording = wording;
  const channels = [
    { channel: "email", field: "email_consent", optOut: "email_opt_out", addresses: email ? [email] : [] },
    { channel: "sms", field: "sms_consent", optOut: "sms_opt_out", addresses: phones.slice(0, 1) },
    { channel: "voice", field: "call_consent", optOut: "call_opt_out", addresses: [...new Set(phones)] },
  ] as const;
  for (const { channel, field, optOut, addresses } of channels) {
    const granted = reader.truth(field);
    const stopped = reader.truth(optOut);
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

function readInvoice(reader: CellReader, rules: ReadingRules, today: string): InvoiceFacts | null {
  const number = reader.text("invoice_number", 120);
  if (!number) {
    // A line of the same file may bring a contact only.
    const bringsInvoice = (["issued_on", "amount", "due_on"] as const).some(
      (field) => reader.cell(field) !== undefined,
    );
    if (bringsInvoice) reader.problem("INVOICE_NUMBER_MISSING", "invoice_number");
    return null;
  }
  const issuedOn = required(reader, "issued_on", "DATE_MISSING", reader.day("issued_on"));
  const dueOn = readDue(reader, rules, issuedOn);
  const currency = reader.currency();
  if (!currency) return null;
  const amountMinor = required(reader, "amount", "AMOUNT_MISSING", reader.amount("amount", currency));
  if (amountMinor !== undefined && amountMinor < 0) reader.problem("AMOUNT_NEGATIVE", "amount");
  const state = readState(reader);
  const settledOn = reader.day("settled_on");
  const freight = readFreight(reader, currency);
  const disputed = reader.truth("disputed") ?? null;
  const disputeReason = reader.text("dispute_reason");
  const openMinor = reader.amount("open_amount", currency);
  const paidGiven = reader.amount("paid_amount", currency);
  if (!issuedOn || !dueOn || amountMinor === undefined) return null;
  if (dueOn < issuedOn) reader.problem("DUE_BEFORE_ISSUE", "due_on");
  if (settledOn && settledOn < issuedOn) reader.problem("SETTLED_BEFORE_ISSUE", "settled_on");
  if (settledOn && settledOn > today) reader.problem("SETTLED_IN_FUTURE", "settled_on");
  const paidMinor = readPaid(reader, { amountMinor, openMinor, paidGiven, state, settledOn });
  return {
    number,
    numberKey: numberKey(number),
    issuedOn,
    dueOn,
    currency,
    amountMinor,
    paidMinor,
    paidOn: settledOn ?? null,
    state,
    disputed: disputed ?? (disputeReason ? true : null),
    ...(disputeReason ? { disputeReason } : {}),
    freight,
  };
}

function required<T>(
  reader: CellReader,
  field: ImportField,
  code: "DATE_MISSING" | "AMOUNT_MISSING",
  value: T | undefined,
) {
  if (value === undefined && reader.cell(field) === undefined) reader.problem(code, field);
  return value;
}

function readDue(reader: CellReader, rules: ReadingRules, issuedOn: string | undefined): string | undefined {
  const due = reader.day("due_on");
  if (due || reader.cell("due_on") !== undefined) return due;
  const terms = reader.text("terms_days");
  if (!terms) {
    reader.problem("DATE_MISSING", rules.mapping.due_on === undefined ? "terms_days" : "due_on");
    return undefined;
  }
  const days =
    /^\D*(\d{1,3})(\.0+)?\D*$/.exec(terms)?.[1] ??
    (/receipt|sofort|contado|comptant|तुरंत/i.test(terms) ? "0" : undefined);
  if (days === undefined) reader.problem("TERMS_INVALID", "terms_days");
  return issuedOn && days !== undefined ? addDays(issuedOn, Number(days)) : undefined;
}

function readState(reader: CellReader) {
  const text = reader.text("status");
  if (!text) return null;
  const state = readInvoiceState(text);
  if (!state) reader.problem("STATUS_UNKNOWN", "status");
  return state ?? null;
}

type PaidInput = {
  amountMinor: number;
  openMinor: number | undefined;
  paidGiven: number | undefined;
  state: InvoiceFacts["state"];
  settledOn: string | undefined;
};

function readPaid(
  reader: CellReader,
  { amountMinor, openMinor, paidGiven, state, settledOn }: PaidInput,
): number | null {
  if (paidGiven !== undefined) {
    if (paidGiven < 0) reader.problem("AMOUNT_NEGATIVE", "paid_amount");
    if (paidGiven > amountMinor) reader.problem("PAID_MORE_THAN_AMOUNT", "paid_amount");
    return paidGiven;
  }
  if (openMinor !== undefined) {
    if (openMinor < 0) reader.problem("AMOUNT_NEGATIVE", "open_amount");
    if (openMinor > amountMinor) reader.problem("PAID_MORE_THAN_AMOUNT", "open_amount");
    return amountMinor - openMinor;
  }
  if (settledOn || state === "paid") return amountMinor;
  return null;
}

function readFreight(reader: CellReader, currency: string): FreightFacts {
  const freight: FreightFacts = {};
  for (const [field, key] of [
    ["load_number", "loadNumber"],
    ["bol_number", "bolNumber"],
    ["lane_origin", "laneOrigin"],
    ["lane_destination", "laneDestination"],
    ["transport_mode", "mode"],
  ] as const) {
    const value = reader.text(field, 200);
    if (value) freight[key] = value;
  }
  const hasPod = reader.truth("has_pod");
  if (hasPod !== undefined) freight.hasPod = hasPod;
  const factored = reader.truth("factored");
  if (factored !== undefined) freight.factored = factored;
  const portalRejected = reader.truth("portal_rejected");
  if (portalRejected !== undefined) freight.portalRejected = portalRejected;
  const shortPay = reader.amount("short_pay", currency);
  if (shortPay !== undefined) freight.shortPayMinor = Math.abs(shortPay);
  const accessorial = reader.amount("accessorials", currency);
  if (accessorial !== undefined) freight.accessorialMinor = accessorial;
  const documents = reader.text("documents");
  if (documents) {
    freight.documents = documents
      .split(/[;|]/)
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => ({ name, kind: documentKind(name) }));
  }
  return freight;
}

function documentKind(name: string): string {
  if (/\bpod\b|proof.of.delivery/i.test(name)) return "pod";
  if (/\bbol\b|bill.of.lading|\bcmr\b/i.test(name)) return "bol";
  return /invoice|rechnung|factura|facture/i.test(name) ? "invoice" : "other";
}
