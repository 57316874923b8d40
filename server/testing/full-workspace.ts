// A workspace in which something stands in every table, made by the product's own verbs, and the ids of it all.
import { sql } from "drizzle-orm";
import type { TenantTransaction } from "@/db/tenant-transaction";
import { withTenant } from "@/db/tenant-transaction";
import { sealDay } from "@/server/audit/sealing/seal-day";
import { sealAll, testSealing } from "@/server/audit/testing/sealed";
import { audience } from "@/server/campaigns/contract";
import { enterCampaign } from "@/server/campaigns/entering/enter-campaign";
import { launchCampaign } from "@/server/campaigns/launch-campaign";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { saveHousePolicy } from "@/server/contact-rules/save-house-policy";
import { addNote } from "@/server/debtors/add-note";
import { optOut } from "@/server/debtors/opt-out";
import { generateFreight } from "@/server/demo/generate-freight";
import { writeReceivables } from "@/server/demo/write-receivables";
import { openDispute } from "@/server/disputes/open-dispute";
import { raiseTask } from "@/server/escalations/raise-task";
import { saveCase } from "@/server/flows/cases/save-case";
import { createFlow } from "@/server/flows/create-flow";
import { getFlow } from "@/server/flows/get-flow";
import { createOwnSkill } from "@/server/flows/own-skills/create-skill";
import { ownSkillInput } from "@/server/flows/own-skills/testing/own-skill";
import { carryOutSuite } from "@/server/flows/suites/carry-out-suite";
import { startSuite } from "@/server/flows/suites/start-suite";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { runImport } from "@/server/imports/run-import";
import { createJourney } from "@/server/journeys/create-journey";
import { saveTemplate } from "@/server/journeys/templates/save-template";
import { publishJourney } from "@/server/journeys/versions/publish-journey";
import { makePayLink } from "@/server/payments/links/manage-pay-links";
import { recordPromise } from "@/server/promises/record-promise";
import { fromPublicId, type IdKind } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { channelPorts, channelRoutes, dispatchTools } from "@/server/wiring";
import { conversationModel } from "@/server/wiring/models";

const quiet = { announce: async () => {} };

/** Fills every table that verbs fill; what they leave empty is written directly, one row each. */
export async function makeFullWorkspace(): Promise<TestWorkspace> {
  const workspace = await makeWorkspace();
  const { ctx } = workspace;
  const freight = generateFreight({ debtors: 12, today: "2026-03-02", chance: ctx.chance.fraction });
  await withTenant(ctx, (tx) => writeReceivables(tx, ctx, freight));

  await runImport(ctx, {
    fileName: "more.csv",
    content: Buffer.from(
      "Customer ID,Customer,Invoice,Issued,Due,Amount\nX1,Harbor Steel,00042,2026-01-05,2026-02-04,1250.50\nX1,Harbor Steel,00043,2026-05-05,2026-06-04,70.00\nX2,Bad Row,,,,\n",
    ),
    options: { currency: "USD", country: "US", mode: "good_rows" },
    asOf: "2026-03-02",
  });

  const journey = uuid(
    "journey",
    await createJourney(ctx, { name: "Escalation", template: "standard_freight_escalation" }),
  );
  await saveTemplate(ctx, { journeyId: journey, name: "Our way", summary: "" });
  const version = uuid(
    "journeyVersion",
    await publishJourney(ctx, { journeyId: journey, draftRevision: 1, note: "first" }),
  );
  await createOwnSkill(ctx, ownSkillInput("hold_shipment"), ctx.chance);
  const flowId = uuid("flow", await createFlow(ctx, { name: "Reminder", template: "payment_reminder" }));
  await publishFlow(ctx, { flowId, draftRevision: 1, note: "first" });
  const { draft } = await getFlow(ctx, { flowId });
  const trial = { draft, language: "en", answersAs: "machine", said: [] } as const;
  await saveCase(ctx, { ...trial, said: [], flowId, title: "Voicemail" }, conversationModel("sandbox"));
  const suite = await startSuite(ctx, { flowId, draftRevision: 1, personas: ["promises"], runs: 1 }, quiet);
  await carryOutSuite(ctx, { suiteId: uuid("flowSuite", suite) }, { model: conversationModel("sandbox") });
  const launched = await launchCampaign(
    ctx,
    { name: "Overdue", journeyVersionId: version, audience: audience.parse({}), plan: { pace: { email: 1_000 } } },
    quiet,
  );
  await enterCampaign(ctx, launched.campaignId, channelPorts("sandbox"));
  await wakeDue(ctx);
  for (const route of Object.values(channelRoutes("sandbox"))) await dispatchTouches(ctx, route, dispatchTools());

  await workBy(ctx);
  await withTenant(ctx, (tx) => fillTheRest(tx, ctx));
  await sealAll(ctx.tenantId);
  await sealDay(ctx.tenantId, testSealing);
  return workspace;
}

async function workBy(ctx: TenantContext) {
  const debtorId = await firstId(ctx, "debtors");
  const invoiceId = await firstId(ctx, "invoices", "status = 'open'");
  await saveHousePolicy(ctx, { policy: { maxContactsPer7Days: 6 }, version: 0 });
  await addNote(ctx, { debtorId, body: "called, no answer" });
  await makePayLink(ctx, { debtorId });
  await openDispute(ctx, { invoiceId, reason: "rate differs", source: "member" });
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ debtor_id: string; currency: string }>(
      sql`select debtor_id, currency from debtor_balances order by debtor_id limit 1`,
    ),
  );
  const owes = rows[0];
  if (!owes) throw new Error("nobody owes anything");
  await recordPromise(ctx, {
    debtorId: owes.debtor_id,
    amount: { amountMinor: 100, currency: owes.currency },
    dueOn: "2026-03-20",
    source: "member",
  });
  await optOut(ctx, { debtorId, channel: "email", address: "stopped@example.com", source: "member" });
  await withTenant(ctx, (tx) =>
    raiseTask(tx, ctx, { kind: "wants_person", key: "full", debtorId, subjectKind: "debtor", subjectId: debtorId }),
  );
}

/** Rows that only a payment page, a mailbox or a crash would bring. */
async function fillTheRest(tx: TenantTransaction, ctx: TenantContext) {
  const { tenantId } = ctx;
  const id = () => ctx.chance.id();
  const debtor = sql`(select id from debtors order by id limit 1)`;
  const link = sql`(select id from pay_links order by id limit 1)`;
  await tx.execute(sql`
    insert into checkouts (tenant_id, id, debtor_id, pay_link_id, currency, amount_minor, lines, provider, provider_ref, status, created_at)
    values (${tenantId}, ${id()}, ${debtor}, ${link}, 'USD', 100, '[]', 'sandbox', ${`sb_${id()}`}, 'open', now())`);
  const scrub = id();
  await tx.execute(sql`
    insert into registry_scrubs (tenant_id, id, registry, checked_at, uploaded_at, file_name, rows, blocked, clear)
    values (${tenantId}, ${scrub}, 'IN-DND', now(), now(), 'scrub.csv', 1, 1, 0)`);
  await tx.execute(sql`
    insert into registry_numbers (tenant_id, id, scrub_id, registry, number, mode, status, checked_at)
    values (${tenantId}, ${id()}, ${scrub}, 'IN-DND', '+919876500000', 'sms', 'blocked', now())`);
  await tx.execute(sql`
    insert into import_issues (tenant_id, id, import_id, line, kind, code, details)
    select ${tenantId}, ${id()}, id, 2, 'error', 'DATE_MISSING', '{}' from imports order by id limit 1`);
  await tx.execute(sql`
    insert into sandbox_checkouts (tenant_id, id, currency, amount_minor, state, created_at)
    select ${tenantId}, id, currency, amount_minor, 'open', created_at from checkouts`);
  await tx.execute(sql`
    insert into invitations (tenant_id, id, email, role, token_hash, invited_by, created_at, expires_at)
    values (${tenantId}, ${id()}, 'guest@example.com', 'agent', ${id()}, ${id()}, now(), now() + interval '7 days')`);
  const key = id();
  await tx.execute(sql`
    insert into api_keys (tenant_id, id, name, prefix, secret_hash, scopes, created_at)
    values (${tenantId}, ${key}, 'TMS', ${`dl_sandbox_${key}`}, 'of-nobody', '{consents:read}', now())`);
  await tx.execute(sql`
    insert into api_events (tenant_id, id, debtor_id, name, data, recorded_by, at)
    values (${tenantId}, ${id()}, ${debtor}, 'pod_received', '{}', ${key}, now())`);
  await tx.execute(sql`
    insert into api_answers (tenant_id, key_id, key_digest, request_digest, status, answer, at)
    values (${tenantId}, ${key}, 'k', 'r', 201, '{}', now())`);
  await tx.execute(sql`
    insert into voice_streams (tenant_id, id, call_id, call_ref, token_hash, plan, issued_at, expires_at)
    select ${tenantId}, ${id()}, id, 'CA1', ${id()}, '{}', now(), now() from touches order by id limit 1`);
  await tx.execute(sql`
    insert into phone_numbers (tenant_id, id, e164, label, outbound, flow_id, created_at, updated_at)
    select ${tenantId}, ${id()}, ${`+1500555${tenantId.slice(-4)}`}, 'Head office', true, id, now(), now() from flows
    order by id limit 1`);
  const move = id();
  await tx.execute(sql`
    insert into campaign_moves (tenant_id, id, campaign_id, from_version_id, to_version_id, node_map, moved, started_at, done_at)
    select ${tenantId}, ${move}, id, journey_version_id, journey_version_id, '{}', 1, now(), now() from campaigns order by id limit 1`);
  await tx.execute(sql`
    insert into enrollment_moves (tenant_id, move_id, enrollment_id, before, after)
    select ${tenantId}, ${move}, id, state, state from enrollments order by id limit 1`);
  const call = id();
  await tx.execute(sql`
    insert into calls (tenant_id, id, direction, debtor_id, from_number, to_number, language, status, started_at)
    values (${tenantId}, ${call}, 'inbound', ${debtor}, '+12025550100', '+12025550101', 'en', 'completed', now())`);
  await tx.execute(sql`
    insert into call_turns (tenant_id, id, call_id, position, speaker, kind, text, started_at)
    values (${tenantId}, ${id()}, ${call}, 1, 'debtor', 'speech', 'I want the proof of delivery.', now())`);
  await tx.execute(sql`
    insert into call_recordings (tenant_id, id, call_id, stream_id, sealed_key, format, state, started_at, length_ms)
    values (${tenantId}, ${id()}, ${call}, ${id()}, '\\x00', 'ulaw_8k_two_sides', 'kept', now(), 1000)`);
  await tx.execute(sql`
    insert into file_removals (tenant_id, id, name, due_at)
    values (${tenantId}, ${id()}, 'recordings/of-nobody', now() + interval '1 day')`);
  await tx.execute(sql`
    insert into call_notes (tenant_id, id, call_id, author_id, category, tags, body, created_at, updated_at)
    values (${tenantId}, ${id()}, ${call}, ${id()}, 'general', '{}', '{"type":"doc","content":[]}', now(), now())`);
  await tx.execute(sql`
    insert into hand_overs (tenant_id, id, call_id, to_number, status, created_at)
    values (${tenantId}, ${id()}, ${call}, '+13125550199', 'no_answer', now())`);
  await tx.execute(sql`
    insert into call_followups (tenant_id, id, call_id, step, status, due_at, created_at)
    values (${tenantId}, ${id()}, ${call}, 'crm', 'failed', now(), now())`);
  await tx.execute(sql`
    insert into conversations (tenant_id, id, debtor_id, flow_version_id, channel, direction, state, revision, started_at, updated_at)
    values (${tenantId}, ${call}, ${debtor}, (select id from flow_versions order by id limit 1), 'voice', 'inbound', '{}', 1, now(), now())`);
  await tx.execute(sql`
    insert into conversation_turns (tenant_id, id, conversation_id, position, speaker, text, language, node_id, is_cut, at)
    values (${tenantId}, ${id()}, ${call}, 1, 'them', 'I want the proof of delivery.', 'en', 'start', false, now())`);
  await tx.execute(sql`
    insert into skill_runs (tenant_id, id, conversation_id, skill_call_id, debtor_id, name, result, at)
    values (${tenantId}, ${id()}, ${call}, 'call_1', ${debtor}, 'look_up_account', '{}', now())`);
  const request = id();
  await tx.execute(sql`
    insert into rights_requests (tenant_id, id, debtor_id, kind, asked_by, received_by, identity, received_on, law, due_on, status, created_at)
    values (${tenantId}, ${request}, ${debtor}, 'access', 'person', 'email', 'document', '2026-03-01', 'own', '2026-04-15', 'open', now())`);
  await tx.execute(sql`
    insert into rights_corrections (tenant_id, id, request_id, debtor_id, field, subject_id, before, after, at)
    values (${tenantId}, ${id()}, ${request}, ${debtor}, 'debtor.name', ${debtor}, 'Before', 'After', now())`);
  await tx.execute(sql`
    insert into automated_reviews (tenant_id, id, request_id, debtor_id, subject_kind, subject_id, verdict, reason, at)
    values (${tenantId}, ${id()}, ${request}, ${debtor}, 'touch', ${id()}, 'upheld', 'It stands.', now())`);
  await tx.execute(sql`
    insert into restricted_records (tenant_id, id, debtor_id, kind, things, sealed, rules, kept_until, created_at)
    values (${tenantId}, ${id()}, ${debtor}, 'books', 1, '\\x00', '{US-TAX}', '2033-12-31', now())`);
  await tx.execute(sql`
    insert into suppressions (tenant_id, id, kind, digest, source, at)
    values (${tenantId}, ${id()}, 'email', 'of-nobody', 'erased', now())`);
  await tx.execute(sql`
    insert into retention_policies (tenant_id, id, version, periods, saved_at)
    values (${tenantId}, ${id()}, 1, '{}', now())`);
  const enrollment = sql`(select id from enrollments order by id limit 1)`;
  const ofAStep = () => sql`${tenantId}, ${id()}, ${`full:${id()}`}, ${enrollment}, 'step', 1, ${debtor}`;
  await tx.execute(sql`
    insert into errands (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, kind, request, status, due_at, created_at)
    values (${ofAStep()}, 'webhook', '{"url":"https://hooks.example","keep":[]}', 'queued', now(), now())`);
  await tx.execute(sql`
    insert into questions (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, about, text, until, created_at)
    values (${ofAStep()}, 'approval', 'Call them?', now(), now())`);
  await tx.execute(sql`
    insert into late_fees (tenant_id, id, key, enrollment_id, node_id, visit, debtor_id, invoice_id, currency,
                           interest_minor, fixed_minor, from_on, to_on, rate_bp, basis, status, created_at)
    select ${ofAStep()}, i.id, i.currency, 100, 4000, i.due_on, i.due_on, 1200, 'own', 'charged', now()
    from invoices i order by i.id limit 1`);
  await tx.execute(sql`
    insert into trigger_marks (tenant_id, campaign_id, subject_id, entered, at)
    select tenant_id, id, ${id()}, true, now() from campaigns order by id limit 1`);
  await tx.execute(sql`
    insert into enrollment_signals (tenant_id, id, enrollment_id, kind, at)
    select ${tenantId}, ${id()}, id, 'link_opened', now() from enrollments order by id limit 1`);
}

/** The first id of a table in this workspace, lowest first. */
export async function firstId(ctx: TenantContext, table: string, where = "true"): Promise<string> {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ id: string }>(sql.raw(`select id from ${table} where ${where} order by id limit 1`)),
  );
  if (!rows[0]) throw new Error(`${table} is empty`);
  return rows[0].id;
}

function uuid(kind: IdKind, made: { id: string }): string {
  const found = fromPublicId(kind, made.id);
  if (!found) throw new Error(`${made.id} is no ${kind}`);
  return found;
}
