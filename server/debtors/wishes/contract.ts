// What the debtor said about being contacted, and what is known of their addresses. Safe in the browser.
import { z } from "zod";
import { channel } from "@/server/journeys/graph/schema";
import { timeOfDay } from "@/server/policy/read-values";
import { publicId } from "@/server/public-ids";
import { isTimeZone } from "@/server/time/calendar";

export const wishDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/);

/** Hours on the debtor's own clock; hours that end before they begin go on past midnight. */
const preferences = z
  .object({
    notBefore: timeOfDay.optional(),
    notAfter: timeOfDay.optional(),
    days: z.array(z.enum(wishDays)).min(1).max(7).optional(),
    refusedChannels: z.array(channel).min(1).max(3).optional(),
  })
  .refine(({ notBefore, notAfter }) => !notBefore || notBefore !== notAfter, {
    path: ["notAfter"],
    message: "must not be the first hour",
  });

/** As it stands in `debtors.preferences`. */
export type Wishes = z.output<typeof preferences> & {
  /** When they said so, and how that is known. */
  saidAt?: string;
  saidHow?: string;
};

export const saveWishesInput = z.object({
  debtorId: publicId("debtor"),
  preferences,
  /** Where they say they are; null: they said nothing. */
  statedTimeZone: z.string().refine(isTimeZone, "is no time zone's name").nullable(),
  saidHow: z.string().trim().min(3).max(300),
  /** On the workspace's clock. */
  saidAt: localTime,
});
export type SaveWishesInput = z.output<typeof saveWishesInput>;

export const saveNoticeInput = z.object({
  debtorId: publicId("debtor"),
  /** When the notice went out, on the workspace's clock; null: it did not. */
  sentAt: localTime.nullable(),
});
export type SaveNoticeInput = z.output<typeof saveNoticeInput>;

/** The debtor said so; a complete database of numbers was asked; they wrote or answered from it. */
export const verifiedHows = ["said", "database", "used"] as const;
export const places = ["home", "work", "attorney"] as const;

export const verifyAddressInput = z.object({
  debtorId: publicId("debtor"),
  contactPointId: publicId("contactPoint"),
  place: z.enum(places).nullable(),
  /** When it was found to be still theirs, on the workspace's clock; null: that is not known any more. */
  verified: z.object({ at: localTime, how: z.enum(verifiedHows) }).nullable(),
});
export type VerifyAddressInput = z.output<typeof verifyAddressInput>;

export const attorneyInput = z
  .object({
    name: z.string().trim().min(2).max(120),
    email: z.email().toLowerCase().optional(),
    /** E.164. */
    phone: z
      .string()
      .trim()
      .regex(/^\+[1-9]\d{6,14}$/)
      .optional(),
  })
  .refine(({ email, phone }) => email || phone, { path: ["email"], message: "an address or a number is needed" });
export type Attorney = z.output<typeof attorneyInput>;
