// Who allowed what for which address, as members record and revoke it. Safe in the browser.
import { z } from "zod";
import { type Channel, channel } from "@/server/journeys/graph/schema";
import { publicId } from "@/server/public-ids";

/** Kinds that a member may record; `inferred` comes from imports and opens nothing. */
export const consentKinds = ["express", "express_written", "timed"] as const;
export const consentPurposes = ["collection", "marketing"] as const;

const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/);
const text = (max: number) => z.string().trim().min(3).max(max);

export const listConsentsInput = z.object({ debtorId: publicId("debtor") });
export type PageConsentsInput = { debtorId: string; limit: number; cursor?: string };

/** Times are on the workspace's clock; at the API's door they are RFC 3339, which verbs take as well. */
export const recordConsentInput = z.object({
  debtorId: publicId("debtor"),
  channel,
  address: z.string().trim().min(3).max(320),
  kind: z.enum(consentKinds),
  purpose: z.enum(consentPurposes),
  givenBy: z.string().trim().max(120).optional(),
  /** The words that were agreed to. */
  wording: z.string().trim().max(1_000).optional(),
  /** Where it can be seen or heard: the form, the call, the letter. */
  evidence: text(500),
  grantedAt: localTime,
  expiresAt: localTime.optional(),
});
export type RecordConsentInput = z.output<typeof recordConsentInput>;

export const revokeConsentInput = z.object({ consentId: publicId("consent"), how: text(500) });
export type RevokeConsentInput = z.output<typeof revokeConsentInput>;

export type ConsentRow = {
  id: string;
  channel: Channel;
  address: string;
  kind: (typeof consentKinds)[number] | "inferred";
  purpose: (typeof consentPurposes)[number];
  givenBy: string | null;
  wording: string | null;
  evidence: string | null;
  grantedAt: Date;
  /** A timed one ends after seven days at the latest. */
  endsAt: Date | null;
  recordedBy: string | null;
  revokedAt: Date | null;
  revokedHow: string | null;
  revokedBy: string | null;
  state: "runs" | "ended" | "revoked" | "later";
};
