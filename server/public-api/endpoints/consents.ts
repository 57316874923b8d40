import { z } from "zod";
import { consentKinds, consentPurposes, recordConsentInput, revokeConsentInput } from "@/server/consents/contract";
import { pageConsents } from "@/server/consents/list-consents";
import { recordConsent } from "@/server/consents/record-consent";
import { revokeConsent } from "@/server/consents/revoke-consent";
import { findDebtor } from "@/server/debtors/find-debtor";
import { channel } from "@/server/journeys/graph/schema";
import { endpoint } from "@/server/public-api/endpoint";
import {
  debtorParam,
  idParam,
  idText,
  instant,
  instantText,
  pageOfRows,
  pageQuery,
  tellPage,
} from "@/server/public-api/parts";

const ofDebtor = z.strictObject({ debtor: debtorParam });

const consent = z.object({
  id: idText("consent"),
  channel,
  address: z.string(),
  kind: z.enum([...consentKinds, "inferred"]).meta({
    description: "`timed` ends after seven days at the latest; `inferred` was guessed by an import and opens nothing.",
  }),
  purpose: z.enum(consentPurposes),
  givenBy: z.string().nullable().meta({ description: "The person who consented." }),
  wording: z.string().nullable().meta({ description: "The words that were agreed to." }),
  evidence: z.string().nullable().meta({ description: "Where it can be seen or heard." }),
  grantedAt: instant,
  endsAt: instant.nullable(),
  state: z.enum(["runs", "ended", "revoked", "later"]).meta({
    description: "Only one that `runs` counts; `later`: it was given at a time that is still to come.",
  }),
  recordedBy: z.string().nullable().meta({ description: "The member, or the API key, by name." }),
  revokedAt: instant.nullable(),
  revokedHow: z.string().nullable(),
  revokedBy: z.string().nullable(),
});

export const listConsents = endpoint({
  id: "listConsents",
  method: "GET",
  path: "/debtors/{debtor}/consents",
  about: "Consents",
  summary: "A debtor's consents, those that ended or were revoked included; the latest given first.",
  description: "That this key looked at the debtor is written down, once a day.",
  action: "consents.read",
  params: ofDebtor,
  query: pageQuery,
  status: 200,
  answer: pageOfRows(consent),
  perform: async (ctx, { params, query }) =>
    pageConsents(ctx, { ...query, debtorId: await findDebtor(ctx, "consents.read", params.debtor) }),
  tell: tellPage,
});

const { channel: _, debtorId: __, grantedAt: ___, expiresAt: ____, ...recorded } = recordConsentInput.shape;

export const recordConsentOf = endpoint({
  id: "recordConsent",
  method: "POST",
  path: "/debtors/{debtor}/consents",
  about: "Consents",
  summary: "Record what a debtor agreed to, for one address, channel and purpose, with its evidence.",
  description:
    "An express consent to `collection` that is younger than the recipient's own opt-out ends that opt-out; a carrier's stays. It counts from the next decision on.",
  action: "consents.update",
  params: ofDebtor,
  body: z.strictObject({
    channel,
    ...recorded,
    address: recorded.address.meta({ description: "An address that the debtor has: E.164, or e-mail." }),
    grantedAt: instantText.meta({ description: "When it was given; not in the future." }),
    expiresAt: instantText.optional(),
  }),
  status: 201,
  answer: z.object({
    id: idText("consent"),
    optOutsEnded: z.number().int().meta({ description: "How many opt-outs of the recipient it ended." }),
  }),
  perform: async (ctx, { params, body }) =>
    recordConsent(ctx, { ...body, debtorId: await findDebtor(ctx, "consents.update", params.debtor) }),
  tell: ({ consentId, lifted }) => ({ id: consentId, optOutsEnded: lifted }),
});

export const revokeConsentOf = endpoint({
  id: "revokeConsent",
  method: "POST",
  path: "/consents/{consent}/revoke",
  about: "Consents",
  summary: "Revoke a consent, from now on, and keep how it was revoked.",
  description:
    "What is queued on it is decided again before it leaves. A consent that was revoked before stays as it is.",
  action: "consents.update",
  params: z.strictObject({ consent: idParam("consent") }),
  body: z.strictObject({ how: revokeConsentInput.shape.how }),
  status: 200,
  answer: z.object({ id: idText("consent"), state: z.literal("revoked") }),
  perform: (ctx, { params, body }) => revokeConsent(ctx, { consentId: params.consent, how: body.how }),
  tell: ({ consentId }) => ({ id: consentId, state: "revoked" as const }),
});
