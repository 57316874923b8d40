// Keys of the partner API as they are made, shown and taken back. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";
import { type Scope, scopes } from "@/server/tenancy/permissions";

export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]];

/** How long a key works; null: until it is revoked. */
export const lifetimesDays = [30, 90, 365] as const;

export const createApiKeyInput = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(scopeNames)).min(1).max(scopeNames.length),
  days: z.union(lifetimesDays.map((days) => z.literal(days))).nullable(),
});
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

export const apiKeyIdInput = z.object({ keyId: publicId("apiKey") });
export type ApiKeyIdInput = z.output<typeof apiKeyIdInput>;

export type ApiKeyRow = {
  id: string;
  name: string;
  /** How the key begins: enough to recognise it, not to use it. */
  prefix: string;
  scopes: Scope[];
  createdAt: Date;
  /** Null once they left. */
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  state: "works" | "expired" | "revoked";
};
