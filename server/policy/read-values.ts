// The values a case is written in: instants with their offset, whole days, times of day, addresses. Anything else is
// refused, so that what cannot be read fails closed.
import { z } from "zod";

const instantText =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** "2026-11-18T13:00Z" → Date; a Date stays one. */
export const instant = z.union([z.date(), z.string()]).transform((value, context) => {
  const at = typeof value === "string" ? readInstant(value) : value.getTime();
  if (Number.isNaN(at)) {
    context.addIssue({ code: "custom", message: "is not an instant like 2026-11-18T13:00:00Z" });
    return z.NEVER;
  }
  return new Date(at);
});

function readInstant(text: string): number {
  if (!instantText.test(text) || !isCalendarDay(text.slice(0, 10))) return Number.NaN;
  return Date.parse(text);
}

/** "2026-02-28", and no 30 February. */
export const wholeDay = z.string().refine(isCalendarDay, "is not a day like 2026-11-18");

function isCalendarDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "is not a time of day like 08:30");

/** An e-mail address in lower case, or a number as "+" and digits. */
export const phoneOrEmail = z.string().transform((text, context) => {
  const address = normalisedAddress(text);
  if (!/^\+[1-9]\d{2,14}$|^[^\s@]+@[^\s@]+$/.test(address)) {
    context.addIssue({ code: "custom", message: "is neither an e-mail address nor a number like +12125550143" });
  }
  return address;
});

function normalisedAddress(text: string): string {
  return text.includes("@")
    ? text.trim().toLowerCase()
    : text.replace(/[\s().\-\u2010-\u2015]/g, "").replace(/^00/, "+");
}
