// What a column of a file can mean. Pure.

export type FieldPart = "debtor" | "contact" | "consent" | "invoice" | "freight";
export type FieldType = "text" | "day" | "amount" | "boolean" | "number" | "country" | "currency";

type Field = { part: FieldPart; type: FieldType };

/** Every field in the order the mapping screen offers them. */
export const importFields = {
  debtor_id: { part: "debtor", type: "text" },
  debtor_name: { part: "debtor", type: "text" },
  debtor_kind: { part: "debtor", type: "text" },
  street: { part: "debtor", type: "text" },
  city: { part: "debtor", type: "text" },
  region: { part: "debtor", type: "text" },
  postal_code: { part: "debtor", type: "text" },
  country: { part: "debtor", type: "country" },
  address_verified: { part: "debtor", type: "boolean" },
  time_zone: { part: "debtor", type: "text" },
  language: { part: "debtor", type: "text" },
  tags: { part: "debtor", type: "text" },
  contact_name: { part: "contact", type: "text" },
  job_title: { part: "contact", type: "text" },
  email: { part: "contact", type: "text" },
  phone: { part: "contact", type: "text" },
  mobile: { part: "contact", type: "text" },
  numbers_verified_on: { part: "contact", type: "day" },
  email_consent: { part: "consent", type: "boolean" },
  sms_consent: { part: "consent", type: "boolean" },
  call_consent: { part: "consent", type: "boolean" },
  consent_on: { part: "consent", type: "day" },
  consent_wording: { part: "consent", type: "text" },
  email_opt_out: { part: "consent", type: "boolean" },
  sms_opt_out: { part: "consent", type: "boolean" },
  call_opt_out: { part: "consent", type: "boolean" },
  invoice_number: { part: "invoice", type: "text" },
  issued_on: { part: "invoice", type: "day" },
  due_on: { part: "invoice", type: "day" },
  terms_days: { part: "invoice", type: "number" },
  amount: { part: "invoice", type: "amount" },
  currency: { part: "invoice", type: "currency" },
  open_amount: { part: "invoice", type: "amount" },
  paid_amount: { part: "invoice", type: "amount" },
  settled_on: { part: "invoice", type: "day" },
  status: { part: "invoice", type: "text" },
  disputed: { part: "invoice", type: "boolean" },
  dispute_reason: { part: "invoice", type: "text" },
  load_number: { part: "freight", type: "text" },
  bol_number: { part: "freight", type: "text" },
  lane_origin: { part: "freight", type: "text" },
  lane_destination: { part: "freight", type: "text" },
  transport_mode: { part: "freight", type: "text" },
  has_pod: { part: "freight", type: "boolean" },
  short_pay: { part: "freight", type: "amount" },
  factored: { part: "freight", type: "boolean" },
  portal_rejected: { part: "freight", type: "boolean" },
  accessorials: { part: "freight", type: "amount" },
  documents: { part: "freight", type: "text" },
} as const satisfies Record<string, Field>;

export type ImportField = keyof typeof importFields;

export const importFieldNames = Object.keys(importFields) as [ImportField, ...ImportField[]];

/** Field → the index of its column. */
export type Mapping = Partial<Record<ImportField, number>>;

/** What the mapping still needs before a check is possible; empty when it can be checked. */
export function missingFields(mapping: Mapping): ImportField[][] {
  const missing: ImportField[][] = [];
  const has = (field: ImportField) => mapping[field] !== undefined;
  if (!has("debtor_id") && !has("debtor_name")) missing.push(["debtor_id", "debtor_name"]);
  if (hasInvoices(mapping)) {
    if (!has("issued_on")) missing.push(["issued_on"]);
    if (!has("amount")) missing.push(["amount"]);
    if (!has("due_on") && !has("terms_days")) missing.push(["due_on", "terms_days"]);
  } else if (has("amount")) missing.push(["invoice_number"]);
  return missing;
}

/** Whether the file brings invoices. */
export function hasInvoices(mapping: Mapping): boolean {
  return mapping.invoice_number !== undefined;
}
