// What an answer says of what was asked, checked against what the step allows. Pure.
import type { SlotLimits } from "@/server/flows/graph/settings";
import type { SlotType } from "@/server/flows/interpreter/commands";
import { openAmounts, tellDay, tellMoney } from "@/server/flows/interpreter/known";
import type { SlotValue } from "@/server/flows/interpreter/state";
import type { Talk } from "@/server/flows/interpreter/talk";
import { amountIn } from "@/server/flows/reading/amounts";
import { dateIn } from "@/server/flows/reading/dates";
import { emailIn, yesOrNo } from "@/server/flows/reading/intents";
import { digitsIn } from "@/server/flows/reading/numbers";
import { currencyExponent } from "@/server/money";
import { addDays, isDay } from "@/server/time/calendar";

/** `told`: what is wrong with it, as it is said. */
export type Reading = { value: SlotValue } | { told: string } | undefined;

/** Undefined: nothing of the kind is in it. */
export function readSlot(talk: Talk, type: SlotType, limits: SlotLimits, text: string): Reading {
  switch (type) {
    case "amount":
      return readAmount(talk, limits, text);
    case "date":
      return readDate(talk, limits, text);
    case "invoice":
      return readInvoice(talk, text);
    case "yes_no": {
      const answer = yesOrNo(text);
      return answer === undefined ? undefined : { value: { type: "yes_no", answer } };
    }
    case "email": {
      const email = emailIn(text);
      return email ? { value: { type: "email", email } } : undefined;
    }
    case "free": {
      const said = text.trim().slice(0, 500);
      return said === "" ? undefined : { value: { type: "free", text: said } };
    }
  }
}

/** What is said when nothing of the kind was heard. */
export function askedFor(talk: Talk, type: SlotType): string {
  const { words } = talk;
  switch (type) {
    case "amount":
      return words.notAnAmount;
    case "date":
      return words.notADate;
    case "invoice":
      return words.whichInvoice;
    case "email":
      return words.notAnEmail;
    default:
      return words.notUnderstood;
  }
}

function readAmount(talk: Talk, { upToBalance, percentMin }: SlotLimits, text: string): Reading {
  const open = openAmounts(talk.state);
  const amount = amountIn(
    text,
    open.map((one) => one.currency),
  );
  if (!amount || amount.amountMinor <= 0) return undefined;
  const owed = open.find((one) => one.currency === amount.currency);
  if ((upToBalance || percentMin) && !owed) return undefined;
  if (upToBalance && owed && amount.amountMinor > owed.amountMinor) {
    return { told: talk.words.amountTooMuch(tellMoney(talk.state, owed)) };
  }
  if (percentMin && owed && amount.amountMinor * 100 < owed.amountMinor * percentMin) {
    const perMajor = 10 ** currencyExponent(owed.currency);
    const leastMinor = Math.ceil((owed.amountMinor * percentMin) / 100 / perMajor) * perMajor;
    const amountMinor = Math.min(owed.amountMinor, leastMinor);
    return { told: talk.words.amountTooLittle(tellMoney(talk.state, { amountMinor, currency: owed.currency })) };
  }
  return { value: { type: "amount", amount } };
}

function readDate(talk: Talk, { withinDays }: SlotLimits, text: string): Reading {
  const day = isDay(text.trim()) ? text.trim() : dateIn(text, talk.today);
  if (day === undefined || day < talk.today) return undefined;
  const latest = addDays(talk.today, withinDays ?? 365);
  if (day > latest) return { told: talk.words.dateTooLate(tellDay(talk.state, latest, talk.today)) };
  return { value: { type: "date", day } };
}

/** By its number or the end of it; the only one when there is only one and they say yes to it. */
function readInvoice(talk: Talk, text: string): Reading {
  const { invoices } = talk.state.facts.money;
  const said = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const digits = digitsIn(text);
  const found = invoices.filter((invoice) => {
    const number = invoice.number.toLowerCase().replace(/[^a-z0-9]/g, "");
    return said.includes(number) || (digits.length >= 3 && number.replace(/\D/g, "").endsWith(digits));
  });
  const [invoice] = found.length === 0 && invoices.length === 1 ? invoices : found;
  if (!invoice || found.length > 1) return undefined;
  return { value: { type: "invoice", invoiceId: invoice.id, number: invoice.number } };
}
