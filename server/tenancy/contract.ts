// Inputs and outputs of workspaces, members and invitations; safe in the browser.
import { z } from "zod";
import { isCurrency } from "@/server/money";
import { publicId } from "@/server/public-ids";
import { roles } from "@/server/tenancy/permissions";

const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/);
const currency = z.string().trim().toUpperCase().length(3).refine(isCurrency);
const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.includes("/") || zone === "UTC";
  } catch {
    return false;
  }
});
const text = (max: number) => z.string().trim().max(max);
const blankIsNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);

export const createWorkspaceInput = z.object({
  name: text(120).min(1),
  mode: z.enum(["live", "sandbox"]),
  country: countryCode,
  timeZone,
  currency,
  language: z.enum(["en", "hi"]).default("en"),
});
export type CreateWorkspaceInput = z.infer<typeof createWorkspaceInput>;

export const companyInput = z.object({
  name: text(120).min(1),
  country: countryCode,
  timeZone,
  currency,
  language: z.enum(["en", "hi"]),
  phone: z.preprocess(blankIsNull, z.string().trim().max(30).nullable()),
  email: z.preprocess(blankIsNull, z.string().trim().toLowerCase().pipe(z.email()).nullable()),
  postalAddress: z.preprocess(blankIsNull, text(500).nullable()),
});
/** What is to change; the rest stays as whoever else saved it. */
export const companyChange = companyInput.partial();

export const inviteInput = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  role: z.enum(roles).exclude(["owner"]),
});
export const invitationIdInput = z.object({ invitationId: publicId("invitation") });
export const invitationTokenInput = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
export type InvitationIdInput = z.output<typeof invitationIdInput>;
export const changeRoleInput = z.object({ memberId: publicId("member"), role: z.enum(roles) });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;
export const memberIdInput = z.object({ memberId: publicId("member") });
export type MemberIdInput = z.output<typeof memberIdInput>;

/** One workspace of a person, for the switcher. */
export type WorkspaceSummary = { id: string; slug: string; name: string; mode: "live" | "sandbox"; role: string };
