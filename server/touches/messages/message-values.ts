// The values of a message's variables, from live money, in the debtor's language. Pure.
import type { ChasedMoney } from "@/server/campaigns/money/chased-money";
import { formatMoney } from "@/server/money";
import { daysBetween } from "@/server/time/calendar";
import type { ContactPoint, DebtorFacts, TenantFacts } from "@/server/touches/deciding/debtor-facts";
import type { MessageValues } from "@/server/touches/messages/render-message";

/** Everything a text may name. `today` is the workspace's day. */
export function messageValues(of: {
  tenant: TenantFacts;
  debtor: DebtorFacts;
  point: ContactPoint;
  money: ChasedMoney;
  today: string;
  payUrl: string;
  unsubscribeUrl: string | null;
}): MessageValues {
  const { tenant, debtor, money } = of;
  const amounts = (pick: "openMinor" | "overdueMinor") =>
    money.balances
      .filter((balance) => balance[pick] > 0)
      .map((balance) => formatMoney({ amountMinor: balance[pick], currency: balance.currency }, debtor.language))
      .join(" + ");
  const overdueDays = money.oldestDueOn === null ? 0 : Math.max(0, daysBetween(money.oldestDueOn, of.today));
  return {
    "debtor.name": debtor.name,
    "contact.name": of.point.contactName,
    balance: amounts("openMinor"),
    overdue_balance: amounts("overdueMinor"),
    invoice_count: String(money.invoiceCount),
    oldest_invoice_number: money.oldestNumber ?? "",
    oldest_due_date: money.oldestDueOn === null ? "" : dayText(money.oldestDueOn, debtor.language),
    days_overdue: String(overdueDays),
    pay_link: of.payUrl,
    "company.name": tenant.name,
    "company.phone": tenant.phone ?? "",
    load_numbers: money.loadNumbers.join(", "),
    unsubscribe_url: of.unsubscribeUrl ?? "",
  };
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayText(day: string, language: string): string {
  let format = dayFormats.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    dayFormats.set(language, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}
