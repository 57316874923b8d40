// The variables a message may use. Checked when a journey is saved, resolved from live money at dispatch. Pure.

export const messageVariables = [
  "debtor.name",
  "contact.name",
  "balance",
  "overdue_balance",
  "invoice_count",
  "oldest_invoice_number",
  "oldest_due_date",
  "days_overdue",
  "pay_link",
  "company.name",
  "company.phone",
  "load_numbers",
] as const;
export type MessageVariable = (typeof messageVariables)[number];

/** Whether the name is a variable messages know. */
export function isMessageVariable(name: string): name is MessageVariable {
  return (messageVariables as readonly string[]).includes(name);
}
