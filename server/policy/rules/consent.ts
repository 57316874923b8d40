import type { Rule } from "@/server/policy/rules/rule";

const seen = { verified: true, verifiedOn: "2026-11-21" } as const;
const unseen = { verified: false, verifiedOn: "2026-11-21" } as const;

/** Consent that a spoken machine voice needs in the United States, and what a message must carry. */
export const consentRules: readonly Rule[] = [
  {
    id: "US-T-AI",
    code: "CONSENT_AI_VOICE",
    kind: "consent",
    basis: "statute",
    citation: "47 USC 227(b)(1)(A)(iii); FCC 24-17",
    effectiveFrom: "1991-12-20",
    ...seen,
    scope: { places: ["US"], channels: ["voice"], artificialVoice: true },
  },
  {
    id: "US-T-ID",
    code: "IDENTIFY_CALLER",
    kind: "oblige",
    obligations: ["IDENTIFY_CALLER", "AI_DISCLOSURE"],
    basis: "regulation",
    citation: "47 CFR 64.1200(b)",
    effectiveFrom: "1992-12-20",
    ...seen,
    scope: { places: ["US"], channels: ["voice"], artificialVoice: true },
  },
  {
    id: "EU-AI50",
    code: "AI_DISCLOSURE",
    kind: "oblige",
    obligations: ["IDENTIFY_CALLER", "AI_DISCLOSURE"],
    basis: "regulation",
    citation: "Regulation (EU) 2024/1689, article 50(1)",
    effectiveFrom: "2026-08-02",
    ...seen,
    scope: { places: ["EU"], channels: ["voice"], artificialVoice: true },
  },
  {
    id: "HOUSE-ID",
    code: "IDENTIFY_CALLER",
    kind: "oblige",
    obligations: ["IDENTIFY_CALLER", "AI_DISCLOSURE"],
    basis: "policy",
    citation: "house policy: every machine call says who calls and that a machine speaks",
    effectiveFrom: "2000-01-01",
    ...seen,
    scope: { channels: ["voice"], artificialVoice: true },
  },
  {
    id: "US-F-OPTOUT",
    code: "OPT_OUT_MECHANISM",
    kind: "oblige",
    obligations: ["OPT_OUT_MECHANISM"],
    basis: "regulation",
    citation: "12 CFR 1006.6(e)",
    effectiveFrom: "2021-11-30",
    ...seen,
    scope: {
      places: ["US"],
      collectorRoles: ["third_party"],
      debtorKinds: ["consumer"],
      channels: ["email", "sms"],
    },
  },
  {
    id: "US-F-MINI",
    code: "MINI_MIRANDA",
    kind: "oblige",
    obligations: ["MINI_MIRANDA"],
    basis: "statute",
    citation: "15 USC 1692e(11); 12 CFR 1006.18(e)",
    effectiveFrom: "1977-09-20",
    ...unseen,
    scope: { places: ["US"], collectorRoles: ["third_party"], debtorKinds: ["consumer"] },
  },
];
