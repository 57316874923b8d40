// What binds everywhere: the pack's own reach, the stops, and the house policy of a workspace. A stop that some law orders
// is that law's in its scope and our own caution outside of it.
import type { Purpose } from "@/server/policy/contract";
import { defaultHousePolicy } from "@/server/policy/house-policy";
import { daily, type Rule, type Scope, type Stop } from "@/server/policy/rules/rule";
import { collectedConsumer, everyChannel, seen, unseen } from "@/server/policy/rules/scopes";

const always = "2000-01-01";
const ours = { basis: "policy", url: null, effectiveFrom: always, ...seen } as const;
const cfr1006 = "https://www.consumerfinance.gov/rules-policy/regulations/1006/";
const chasing: readonly Purpose[] = ["reminder", "promotional", "remedy_notice", "validation_notice"];

type Law = { id: string; citation: string; basis: "statute" | "regulation"; url: string; verified: boolean };

/** A stop by law for consumers of collectors, and the same by our own policy for everybody else. */
function stop(flag: Stop, code: Rule["code"], lets: readonly Purpose[], law: Law): Rule[] {
  const same = { kind: "stop", code, effect: "deny", params: { stop: flag, lets } } as const;
  const { citation, verified, ...rest } = law;
  return [
    {
      ...same,
      ...rest,
      citation,
      scope: collectedConsumer,
      verified,
      verifiedOn: seen.verifiedOn,
      effectiveFrom: "1977-09-20",
    },
    { ...same, ...ours, id: law.id, scope: {}, except: [collectedConsumer], citation: `our policy, after ${citation}` },
  ];
}

function ownStop(id: string, flag: Stop, code: Rule["code"], lets: readonly Purpose[], citation: string): Rule {
  return { id, kind: "stop", code, effect: "deny", params: { stop: flag, lets }, scope: {}, citation, ...ours };
}

/** A person's own right where the GDPR, or the United Kingdom's, holds; kept by our own policy everywhere else. */
function byPrivacyLaw(id: string, flag: Stop, code: Rule["code"], scope: Scope, citation: string): Rule[] {
  const same = { id, kind: "stop", code, effect: "deny", params: { stop: flag, lets: [] } } as const;
  const places = ["EU", "GB"];
  return [
    {
      ...same,
      scope: { ...scope, places },
      citation,
      basis: "statute",
      url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
      effectiveFrom: "2018-05-25",
      ...unseen,
    },
    { ...same, ...ours, scope, except: [{ places }], citation: `our policy, after ${citation}` },
  ];
}

export const stopsAndHouse: readonly Rule[] = [
  {
    id: "PACK",
    kind: "jurisdiction",
    code: "JURISDICTION_UNKNOWN",
    effect: "deny",
    params: {},
    scope: { exceptPurposes: ["receipt"] },
    citation: "our policy: no contact where no rules are known",
    ...ours,
  },
  ...stop("ceaseRequested", "CEASE", ["opt_out_confirmation", "remedy_notice"], {
    id: "US-F-CEASE",
    citation: "12 CFR 1006.6(c)",
    basis: "regulation",
    url: `${cfr1006}6/`,
    verified: true,
  }),
  ...stop("attorney", "ATTORNEY", [], {
    id: "US-F-ATTY",
    citation: "12 CFR 1006.6(b)(2)",
    basis: "regulation",
    url: `${cfr1006}6/`,
    verified: true,
  }),
  ...stop(
    "disputed",
    "DISPUTED",
    ["validation_notice", "remedy_notice", "service", "opt_out_confirmation", "receipt"],
    { id: "US-F-DISP", citation: "12 CFR 1006.38", basis: "regulation", url: `${cfr1006}38/`, verified: false },
  ),
  ownStop("STOP-BANKRUPT", "bankrupt", "BANKRUPT", [], "our policy: a bankrupt debtor is not chased"),
  ownStop("STOP-DECEASED", "deceased", "DECEASED", [], "our policy: the dead are not chased"),
  ...byPrivacyLaw("EU-GDPR-RESTRICT", "restricted", "RESTRICTED", {}, "GDPR 18(2), 21(1)"),
  ...byPrivacyLaw("EU-GDPR-ART22", "automationRefused", "HUMAN_REVIEW", { ai: true }, "GDPR 22(1), (3)"),
  ownStop(
    "STOP-PAUSED",
    "paused",
    "PAUSED",
    ["remedy_notice", "validation_notice", "service", "opt_out_confirmation", "receipt"],
    "our policy: a person looks first",
  ),
  {
    id: "US-T-REVOKE",
    kind: "opt_out",
    code: "OPTED_OUT",
    effect: "deny",
    params: { from: "recipient" },
    scope: { places: ["US"], channels: ["sms", "voice"] },
    citation: "47 CFR 64.1200(a)(10)",
    url: "https://www.ecfr.gov/current/title-47/section-64.1200",
    basis: "regulation",
    effectiveFrom: "1992-12-20",
    ...seen,
  },
  {
    id: "US-T-ALL",
    kind: "opt_out",
    code: "OPTED_OUT",
    effect: "deny",
    params: { from: "recipient", allPhoneChannels: true },
    scope: { places: ["US"], channels: ["sms", "voice"] },
    citation: "47 CFR 64.1200(a)(10), revoke-all, delayed by the FCC's order of 6 January 2026",
    url: "https://www.ecfr.gov/current/title-47/section-64.1200",
    basis: "regulation",
    effectiveFrom: "2027-01-31",
    ...seen,
  },
  {
    id: "US-CANSPAM",
    kind: "opt_out",
    code: "OPTED_OUT",
    effect: "deny",
    params: { from: "recipient" },
    scope: { places: ["US"], channels: ["email"] },
    citation: "15 USC 7704; 16 CFR 316",
    url: "https://www.law.cornell.edu/uscode/text/15/7704",
    basis: "statute",
    effectiveFrom: "2004-01-01",
    ...unseen,
  },
  {
    id: "STOP-OPT-OUT",
    kind: "opt_out",
    code: "OPTED_OUT",
    effect: "deny",
    params: { from: "recipient" },
    scope: {},
    except: [{ places: ["US"] }],
    citation: "our policy: who opted out is left alone",
    ...ours,
  },
  {
    id: "CARRIER-STOP",
    kind: "opt_out",
    code: "OPTED_OUT_CARRIER",
    effect: "deny",
    params: { from: "carrier" },
    scope: {},
    citation: "the carrier blocks the recipient (Twilio error 21610)",
    url: "https://www.twilio.com/docs/api/errors/21610",
    basis: "carrier",
    effectiveFrom: always,
    ...seen,
  },
  {
    id: "US-T-CONF",
    kind: "confirmation",
    code: "OPT_OUT_CONFIRMATION_LATE",
    effect: "deny",
    params: { minutes: 5 },
    scope: { purposes: ["opt_out_confirmation"] },
    citation: "47 CFR 64.1200(a)(12)",
    url: "https://www.ecfr.gov/current/title-47/section-64.1200",
    basis: "regulation",
    effectiveFrom: always,
    ...seen,
  },
  {
    id: "US-F-MEDIUM",
    kind: "refused_channel",
    code: "CHANNEL_REFUSED",
    effect: "deny",
    params: { by: "debtor" },
    scope: collectedConsumer,
    citation: "12 CFR 1006.14(h)(1)",
    url: `${cfr1006}14/`,
    basis: "regulation",
    effectiveFrom: "2021-11-30",
    ...seen,
  },
  {
    id: "US-F-MEDIUM",
    kind: "refused_channel",
    code: "CHANNEL_REFUSED",
    effect: "deny",
    params: { by: "debtor" },
    scope: {},
    except: [collectedConsumer],
    citation: "our policy, after 12 CFR 1006.14(h)(1)",
    ...ours,
  },
  {
    id: "US-F-INCONV",
    kind: "preference",
    code: "PREF_TIME",
    effect: "defer",
    params: {},
    scope: { exceptPurposes: ["opt_out_confirmation", "receipt"] },
    except: [collectedConsumer, { places: ["GB"], debtorKinds: ["consumer", "sole_trader"], regulatedCredit: true }],
    citation: "our policy, after 12 CFR 1006.6(b)(1)",
    ...ours,
  },
  {
    id: "STOP-ADDRESS",
    kind: "unusable_address",
    code: "ADDRESS_UNUSABLE",
    effect: "deny",
    params: {},
    scope: {},
    citation: "our policy: nothing is sent to an address that does not work",
    ...ours,
  },
  {
    id: "HOUSE-CHANNEL",
    kind: "refused_channel",
    code: "CHANNEL_REFUSED",
    effect: "deny",
    params: { by: "house" },
    scope: {},
    citation: "house policy: channels",
    ...ours,
  },
  {
    id: "HOUSE-HOURS",
    kind: "house_hours",
    code: "TIME_POLICY",
    effect: "defer",
    params: {},
    scope: { exceptPurposes: ["opt_out_confirmation", "receipt"] },
    citation: "house policy: hours",
    ...ours,
  },
  {
    id: "DUELANE-HOURS",
    kind: "window",
    code: "TIME_POLICY",
    effect: "defer",
    params: { week: daily(defaultHousePolicy.notBefore, defaultHousePolicy.notAfter) },
    scope: { exceptPurposes: ["opt_out_confirmation", "receipt"] },
    citation: "house policy of every workspace: hours",
    optional: true,
    ...ours,
  },
  {
    id: "HOUSE-CALLS",
    kind: "house_cap",
    code: "FREQ_POLICY",
    effect: "deny",
    params: { limit: "maxCallsPer7Days", channels: ["voice"] },
    scope: { channels: ["voice"], purposes: chasing },
    citation: "house policy: calls in seven days",
    ...ours,
  },
  {
    id: "HOUSE-CONTACTS",
    kind: "house_cap",
    code: "FREQ_POLICY",
    effect: "deny",
    params: { limit: "maxContactsPer7Days", channels: everyChannel },
    scope: { purposes: chasing },
    citation: "house policy: contacts in seven days",
    ...ours,
  },
  {
    id: "HOUSE-GAP",
    kind: "house_gap",
    code: "FREQ_POLICY",
    effect: "deny",
    params: {},
    scope: { purposes: chasing },
    citation: "house policy: hours between contacts",
    ...ours,
  },
  ...(["IDENTIFY_CALLER", "AI_DISCLOSURE"] as const).map(
    (obligation): Rule => ({
      id: "HOUSE-ID",
      kind: "oblige",
      code: obligation,
      effect: "oblige",
      params: { obligation },
      scope: { channels: ["voice"], ai: true },
      citation: "house policy: every machine call says who calls and that a machine speaks",
      optional: true,
      ...ours,
    }),
  ),
];
