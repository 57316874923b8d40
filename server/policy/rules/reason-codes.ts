// Every reason code in its order of precedence: the first deciding one names the decision. Texts for people stand in
// the message catalogue under `policy.codes`.
export const reasonCodes = [
  // system
  "SYSTEM_FAIL_CLOSED",
  "JURISDICTION_UNKNOWN",
  "TZ_UNKNOWN",
  "LINE_TYPE_UNKNOWN",
  // stop
  "CEASE",
  "ATTORNEY",
  "BANKRUPT",
  "DECEASED",
  "DISPUTED",
  "RESTRICTED",
  "PAUSED",
  "HUMAN_REVIEW",
  "OPTED_OUT",
  "OPTED_OUT_CARRIER",
  "OPT_OUT_CONFIRMATION_SENT",
  "OPT_OUT_CONFIRMATION_LATE",
  "CHANNEL_REFUSED",
  "ADDRESS_UNUSABLE",
  // said by the outbox itself, before the policy is asked
  "NO_ADDRESS",
  "NOTHING_OWED",
  "PAYMENT_ON_ITS_WAY",
  // consent
  "CONSENT_AI_VOICE",
  "CONSENT_NYC",
  "CONSENT_MARKETING",
  "WORK_EMAIL",
  "TCPA_3_IN_30",
  // registry
  "DND_PROMOTIONAL",
  "REGISTRY_UNKNOWN",
  "REGISTRY_STALE",
  "DLT_TEMPLATE",
  // time
  "TIME_WINDOW",
  "TZ_CONFLICT",
  "TZ_AMBIGUOUS",
  "TIME_FL",
  "TIME_MA",
  "TIME_WA",
  "TIME_RBI",
  "TIME_IN_PROMO",
  "TIME_AU",
  "TIME_CA_ON",
  "TIME_POLICY",
  "PREF_TIME",
  "PUBLIC_HOLIDAY",
  "NO_WINDOW",
  // frequency
  "FREQ_7_IN_7",
  "CONVERSATION_COOLDOWN",
  "FREQ_MA_2_IN_7",
  "FREQ_MA_2_IN_30",
  "FREQ_NYC_3_IN_7",
  "FREQ_WA_3_WEEK",
  "FREQ_AU_3_WEEK",
  "FREQ_AU_10_MONTH",
  "FREQ_CA_ON_3_IN_7",
  "FREQ_POLICY",
  // content
  "VALIDATION_OVERDUE",
  "NUMBER_STALE",
  "CONTENT_OPTOUT_MISSING",
  "AI_DISCLOSURE_MISSING",
  "RECORDING_NOTICE",
  "CONTENT_TIME_BARRED",
  // said of a text when it is about to leave
  "CALLER_MISSING",
  "COLLECTOR_NOTICE_MISSING",
  "CONTENT_PROMOTION",
  "CONTENT_FALSE_THREAT",
  "CONTENT_DEBT_DISCLOSED",
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

const order = new Map<string, number>(reasonCodes.map((code, index) => [code, index]));

/** Where the code stands; obligations, which decide nothing, come last. */
export function precedenceOf(code: string): number {
  return order.get(code) ?? reasonCodes.length;
}

/** What a message or call must carry when a rule obliges. */
export const obligationCodes = [
  "IDENTIFY_CALLER",
  "AI_DISCLOSURE",
  "OPT_OUT_MECHANISM",
  "MINI_MIRANDA",
  "DEBT_COLLECTOR_NOTICE",
  "VALIDATION_NOTICE_DUE",
  "RECORDING_ANNOUNCEMENT",
  "LIMITED_CONTENT_VOICEMAIL",
  "ROSENTHAL_CONDUCT",
] as const;
