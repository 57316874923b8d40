// Inputs of accounts; safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

/** Lower case and trimmed: one person, one spelling. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Length is what counts; no composition rules (NIST SP 800-63B). */
const newPassword = z.string().min(10).max(200);

/** A secret of ours in a link: 256 bits. */
const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const signUpInput = z
  .object({
    name: z.string().trim().min(1).max(120),
    /** Names the first workspace; an invited person joins one that has a name. */
    company: z.string().trim().max(120),
    email,
    password: newPassword,
    language: z.enum(["en", "hi"]).default("en"),
    /** From the browser, to guess the company's zone, country and currency; all can be changed in step 1. */
    timeZone: z.string().max(64).optional(),
    region: z.string().length(2).optional(),
    invitation: linkToken.optional(),
  })
  .refine((wanted) => wanted.invitation !== undefined || wanted.company !== "", { path: ["company"] });

export type SignUpInput = z.output<typeof signUpInput>;

export const signInInput = z.object({ email, password: z.string().min(1).max(200) });
export const emailInput = z.object({ email });
export const linkInput = z.object({ token: linkToken });
export const resetPasswordInput = z.object({ token: linkToken, password: newPassword });
export const changePasswordInput = z.object({ current: z.string().max(200), password: newPassword });
export const profileInput = z.object({
  name: z.string().trim().min(1).max(120),
  language: z.enum(["en", "hi"]),
});

export const sessionIdInput = z.object({ sessionId: publicId("session") });
export type SessionIdInput = z.output<typeof sessionIdInput>;

/** Answered alike for known and unknown addresses. */
export type SignUpResult = { next: "sign_in" | "check_email" };
