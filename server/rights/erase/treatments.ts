// What erasing a person does to each table of the product. A table that is not here fails the test beside this file: whoever
// adds one says what becomes of people in it.
import { type SQL, sql } from "drizzle-orm";
import type { HoldingKind } from "@/server/rights/contract";

/** Of whom: ids and addresses, bound as parameters. */
export type Of = { tenantId: string; debtorId: string; own: readonly string[]; now: string };

export type Treatment =
  /** The rows go. */
  | { fate: "deleted"; holding: HoldingKind; rows: (of: Of) => SQL }
  /** The rows stay, without the person. `counted: false`: nothing that a person would call a thing of theirs. */
  | { fate: "unnamed"; holding: HoldingKind; rows: (of: Of) => SQL; set: (of: Of) => SQL }
  /** Sealed under the person's key, which is destroyed. */
  | { fate: "unreadable"; holding: HoldingKind; rows: (of: Of) => SQL }
  /** Nothing of a person stands there, or it is dealt with elsewhere. */
  | { fate: "untouched"; why: string };

const ofDebtor = ({ tenantId, debtorId }: Of) => sql`tenant_id = ${tenantId} and debtor_id = ${debtorId}`;
const ofEnrollment = (of: Of) => sql`
  tenant_id = ${of.tenantId} and enrollment_id in (select id from enrollments where ${ofDebtor(of)})`;
const ofCall = (of: Of) => sql`tenant_id = ${of.tenantId} and call_id in (select id from calls where ${ofDebtor(of)})`;
const list = (addresses: readonly string[]) => sql`${sql.param([...addresses])}::text[]`;
const untouched = (why: string): Treatment => ({ fate: "untouched", why });
const gone = (holding: HoldingKind, rows: (of: Of) => SQL = ofDebtor): Treatment => ({
  fate: "deleted",
  holding,
  rows,
});

/** In the order in which they are carried out. */
export const treatments: Record<string, Treatment> = {
  debtor_notes: gone("notes"),
  messages: gone("messages"),
  conversation_turns: gone(
    "calls",
    (of) => sql`tenant_id = ${of.tenantId} and conversation_id in (select id from conversations where ${ofDebtor(of)})`,
  ),
  conversations: gone("calls"),
  skill_runs: gone("calls"),
  call_recordings: gone("calls", ofCall),
  call_notes: gone("calls", ofCall),
  call_turns: gone("calls", ofCall),
  call_followups: gone("calls", ofCall),
  hand_overs: gone("calls", ofCall),
  calls: gone("calls"),
  sandbox_deliveries: gone(
    "sandbox",
    (of) => sql`tenant_id = ${of.tenantId} and (debtor_id = ${of.debtorId}
      or to_address = any(${list(of.own)}) or from_address = any(${list(of.own)}))`,
  ),
  contact_ledger: gone("touches"),
  touch_receipts: {
    fate: "unreadable",
    holding: "receipts",
    rows: (of) => sql`tenant_id = ${of.tenantId} and touch_id in (select id from touches where ${ofDebtor(of)})`,
  },
  enrollment_history: { fate: "unreadable", holding: "journeys", rows: ofEnrollment },
  touches: {
    fate: "unnamed",
    holding: "touches",
    rows: ofDebtor,
    set: () => sql`
      content = case when content is not null then '{"type":"text","text":""}'::jsonb end,
      contact_point_id = null, provider_ref = null, call_result = null`,
  },
  consents: gone("permissions"),
  opt_outs: {
    fate: "deleted",
    holding: "permissions",
    rows: (of) => sql`tenant_id = ${of.tenantId} and (address = any(${list(of.own)}) or (debtor_id = ${of.debtorId}
      and not exists (select 1 from contact_points p where p.tenant_id = opt_outs.tenant_id
        and p.address = opt_outs.address and p.debtor_id <> ${of.debtorId})))`,
  },
  registry_numbers: gone("registry", (of) => sql`tenant_id = ${of.tenantId} and number = any(${list(of.own)})`),
  api_events: gone("events"),
  promises: gone("promises"),
  disputes: { fate: "unnamed", holding: "disputes", rows: ofDebtor, set: () => sql`reason = null` },
  tasks: gone("tasks"),
  errands: gone("errands"),
  questions: { fate: "unnamed", holding: "journeys", rows: ofDebtor, set: () => sql`text = null` },
  enrollment_signals: gone("journeys", ofEnrollment),
  enrollment_moves: gone("journeys", ofEnrollment),
  enrollments: {
    fate: "unnamed",
    holding: "journeys",
    rows: ofDebtor,
    set: ({ now }) => sql`
      status = 'done', due_at = null, parked_reason = null, outcome = coalesce(outcome, 'erased'),
      ended_at = coalesce(ended_at, ${now}::timestamptz), state = state - 'results'`,
  },
  held_events: gone("books"),
  invoices: {
    fate: "unnamed",
    holding: "books",
    rows: ofDebtor,
    set: () => sql`documents = '[]', lane_origin = null, lane_destination = null`,
  },
  pay_links: {
    fate: "unnamed",
    holding: "pay_links",
    rows: ofDebtor,
    set: ({ now }) => sql`revoked_at = coalesce(revoked_at, ${now}::timestamptz)`,
  },
  contact_points: gone("contacts"),
  contacts: gone("contacts"),
  rights_corrections: gone("requests"),
  automated_reviews: { fate: "unnamed", holding: "requests", rows: ofDebtor, set: () => sql`reason = null` },
  rights_requests: { fate: "unnamed", holding: "requests", rows: ofDebtor, set: () => sql`note = null` },
  debtors: {
    fate: "unnamed",
    holding: "identity",
    rows: ({ tenantId, debtorId }) => sql`tenant_id = ${tenantId} and id = ${debtorId}`,
    set: ({ debtorId, now }) => sql`
      external_id = 'erased-' || id, name = ${nameless(debtorId)}, region = null, city = null, postal_code = null,
      street = null, address_verified = false, stated_time_zone = null, language = 'en', tags = '{}', fields = '{}',
      stage = null, stop = null, stopped_at = null, paused_reason = null, automation_refused_at = null, preferences = '{}', validation_notice_sent_at = null,
      restricted_at = ${now}::timestamptz, restricted_for = 'erased', erased_at = ${now}::timestamptz, log_key = null,
      updated_at = ${now}::timestamptz`,
  },

  imports: untouched("the files that name a person are found and dropped by import-files.ts"),
  import_chunks: untouched("dropped with its import, by import-files.ts"),
  import_issues: untouched("those that quote a person are deleted by import-files.ts"),
  import_mappings: untouched("headers and what they mean"),
  restricted_records: untouched("what must be kept, as ciphertext under the vault"),
  suppressions: untouched("keyed hashes, so that who was erased is not written to again"),
  debtor_balances: untouched("sums of the invoices"),
  payments: untouched("amounts, days and the payment vendor's own id, without which no refund could be booked"),
  payment_allocations: untouched("amounts of payments on invoices"),
  late_fees: untouched("amounts on invoices"),
  checkouts: untouched("amounts, and the payment vendor's own id"),
  sandbox_checkouts: untouched("amounts"),
  enrollment_invoices: untouched("ids"),
  trigger_marks: untouched("ids"),
  file_removals: untouched("names of files, made of ids, that are to go"),
  voice_streams: untouched("when a line was open and how it ended; the vendor's id of the call goes after 30 days"),
  touch_texts: untouched("what a journey's step says, before anyone's data is filled in"),
  receipt_reasonings: untouched("rules and their results, shared by many decisions"),
  audit_entries: untouched("ids, codes and counts; never changed"),
  audit_links: untouched("hashes"),
  audit_heads: untouched("hashes"),
  audit_seals: untouched("hashes"),
  registry_scrubs: untouched("counts of a list"),
  retention_policies: untouched("periods"),
  house_policies: untouched("contact rules of the workspace"),
  journeys: untouched("what the workspace's own people wrote"),
  journey_versions: untouched("what the workspace's own people wrote"),
  flows: untouched("what the workspace's own people wrote"),
  flow_versions: untouched("what the workspace's own people wrote"),
  flow_cases: untouched("what the workspace's own people said to a conversation as a made-up debtor"),
  flow_suites: untouched("conversations with made-up debtors"),
  flow_suite_results: untouched("conversations with made-up debtors"),
  phone_numbers: untouched("the workspace's own numbers"),
  flow_skills: untouched("what the workspace's own people wrote"),
  journey_templates: untouched("what the workspace's own people wrote"),
  campaigns: untouched("filters and counts"),
  campaign_pace_hours: untouched("counts"),
  campaign_step_counts: untouched("counts"),
  campaign_moves: untouched("step names and counts"),
  tenants: untouched("the workspace itself"),
  members: untouched("the workspace's own people"),
  invitations: untouched("the workspace's own people"),
  api_keys: untouched("names of programs, hashes of their secrets"),
  api_answers: untouched("keyed hashes, and answers that name nobody; gone after two days"),
  users: untouched("the workspace's own people"),
  user_accounts: untouched("the workspace's own people"),
  user_sessions: untouched("the workspace's own people"),
  user_tokens: untouched("the workspace's own people"),
  user_events: untouched("the workspace's own people"),
  sandbox_mails: untouched("mails to the workspace's own people"),
  dial_pace: untouched("an instant"),
  rate_limits: untouched("hashes and counters"),
  webhook_events: untouched("vendors' ids and codes"),
};

/** What stands where a name stood: the same in every language. */
function nameless(debtorId: string): string {
  return `#${debtorId.slice(-8).toUpperCase()}`;
}
