// The evidence about one debtor: every contact, why it was lawful, what was said, and where it stands in the chain.
// Safe in the browser.
import { z } from "zod";
import { accessReason } from "@/server/audit/contract";
import type { Decision, PolicyInput } from "@/server/policy/contract";
import type { ReadRule } from "@/server/policy/read-rules";
import type { PlainWords } from "@/server/policy/rules/plain-words";
import { publicId } from "@/server/public-ids";

export const evidenceFormats = ["pdf", "json"] as const;
export const evidenceReasons = ["person_asked", "legal_matter", "regulator", "own_audit"] as const;

export const evidenceInput = z.object({
  debtorId: publicId("debtor"),
  format: z.enum(evidenceFormats).default("pdf"),
  reason: accessReason,
});
export type EvidenceInput = z.output<typeof evidenceInput>;

/** Where an entry stands: its very line, the SHA-256 of it, and the link that holds that; null: not sealed yet. */
export type ChainPlace = { line: string; sha256: string; link: number | null };

export type EvidenceRule = Omit<ReadRule, "facts"> & { asks: PlainWords | null; facts: ReadRule["facts"] };

export type EvidenceDecision = {
  id: string;
  stage: "plan" | "dispatch";
  at: string;
  verdict: Decision["verdict"];
  code: string | null;
  nextAllowedAt: string | null;
  rulePackVersion: string;
  inputHash: string;
  /** Of the text with its variables at planning, of the very words at dispatch. */
  contentHash: string | null;
  candidateZones: string[];
  obligations: string[];
  rules: EvidenceRule[];
  /** The question as it was asked; null where there was none, or the person's key was destroyed. */
  asked: PolicyInput | null;
  chain: ChainPlace | null;
};

export type EvidenceMessage = {
  id: string;
  at: string;
  channel: string;
  direction: "inbound" | "outbound";
  from: string;
  to: string;
  subject: string | null;
  body: string;
  /** As a receipt hashes words. */
  sha256: string;
};

export type EvidenceTouch = {
  id: string;
  channel: string;
  purpose: string;
  status: string;
  resultCode: string | null;
  campaign: string | null;
  to: string | null;
  createdAt: string;
  plannedFor: string;
  sentAt: string | null;
  settledAt: string | null;
  provider: string | null;
  providerRef: string | null;
  /** Of a call: how it was answered, what was pressed. */
  call: Record<string, unknown> | null;
  /** Of a call: what was said and pressed on it, in order. */
  transcript: EvidenceTurn[];
  said: EvidenceMessage[];
  decisions: EvidenceDecision[];
};

export type EvidenceTurn = {
  speaker: "agent" | "debtor" | "person";
  kind: "speech" | "keys";
  text: string;
  /** Of ours that was talked over: what reached the other's ear. */
  heard: string | null;
  at: string;
};

export type EvidenceConsent = {
  id: string;
  channel: string;
  address: string;
  kind: string;
  purpose: string;
  givenBy: string | null;
  wording: string | null;
  evidence: string | null;
  grantedAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  revokedHow: string | null;
};

export type EvidenceHead = {
  format: "duelane evidence v1";
  madeAt: string;
  reason: string;
  workspace: { id: string; name: string; timeZone: string; collector: PolicyInput["collector"] };
  debtor: {
    id: string;
    name: string;
    externalId: string;
    kind: string;
    country: string;
    region: string | null;
    city: string | null;
    postalCode: string | null;
    stop: string | null;
    stoppedAt: string | null;
    statedTimeZone: string | null;
    wishes: Record<string, unknown>;
    validationNoticeSentAt: string | null;
  };
  addresses: {
    contact: string;
    kind: string;
    address: string;
    status: string;
    place: string | null;
    verifiedAt: string | null;
    verifiedHow: string | null;
  }[];
  consents: EvidenceConsent[];
  optOuts: { channel: string; address: string; source: string; at: string; liftedAt: string | null }[];
  counts: { touches: number; replies: number };
};

export type EvidenceLink = {
  seq: number;
  from: number;
  upto: number;
  entries: number;
  /** The SHA-256 of each entry's line, in their order, base64. */
  digests: string;
  sealedAt: string;
  previousHash: string;
  hash: string;
};

export type EvidenceChange = { at: string; actor: string; action: string; details: unknown; chain: ChainPlace | null };

export type EvidenceTail = {
  links: EvidenceLink[];
  /** The latest daily seal, signed. */
  seal: { day: string; statement: string; signature: string; publicKey: string; keyId: string } | null;
};

/** In the order in which it is read and written: one head, the contacts, the replies, the changes, one tail. */
export type EvidencePart =
  | { part: "head"; head: EvidenceHead }
  | { part: "touch"; touch: EvidenceTouch }
  | { part: "reply"; reply: EvidenceMessage }
  | { part: "change"; change: EvidenceChange }
  | { part: "tail"; tail: EvidenceTail };
