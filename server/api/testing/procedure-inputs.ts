// For tests of every tRPC procedure: an input that its schema takes and that names given things.
import { z } from "zod";
import { blankFlow } from "@/server/flows/graph/new-node";
import { type IdKind, toPublicId } from "@/server/public-ids";

export type Procedure = { _def: { type: "query" | "mutation" | "subscription"; inputs: z.ZodType[] } };

/** Inputs that name a thing, by the name of the field. */
export const kindOfField: Record<string, [IdKind, table: string, where?: string]> = {
  debtorId: ["debtor", "debtors"],
  contactPointId: ["contactPoint", "contact_points"],
  consentId: ["consent", "consents"],
  invoiceId: ["invoice", "invoices", "status = 'open'"],
  disputeId: ["dispute", "disputes"],
  taskId: ["task", "tasks"],
  touchId: ["touch", "touches"],
  callId: ["call", "calls"],
  noteId: ["callNote", "call_notes"],
  followupId: ["callFollowup", "call_followups"],
  campaignId: ["campaign", "campaigns"],
  enrollmentId: ["enrollment", "enrollments"],
  journeyId: ["journey", "journeys"],
  flowId: ["flow", "flows"],
  versionId: ["journeyVersion", "journey_versions"],
  caseId: ["flowCase", "flow_cases"],
  suiteId: ["flowSuite", "flow_suites"],
  flowVersionId: ["flowVersion", "flow_versions"],
  ownSkillId: ["ownSkill", "flow_skills"],
  numberId: ["phoneNumber", "phone_numbers"],
  templateId: ["journeyTemplate", "journey_templates"],
  journeyVersionId: ["journeyVersion", "journey_versions"],
  paymentId: ["payment", "payments"],
  linkId: ["payLink", "pay_links"],
  importId: ["import", "imports"],
  deliveryId: ["delivery", "sandbox_deliveries"],
  questionId: ["question", "questions"],
  memberId: ["member", "members"],
  invitationId: ["invitation", "invitations"],
  keyId: ["apiKey", "api_keys"],
  requestId: ["rightsRequest", "rights_requests"],
  recordId: ["restrictedRecord", "restricted_records"],
};

const collector = {
  role: "first_party",
  licensedAgency: false,
  regulatedLender: false,
  inNewYorkCity: false,
  region: null,
};

const aNote = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Mine" }] }] };

const aSkill = {
  description: "Mine",
  parameters: { type: "object", properties: {}, required: [], additionalProperties: false },
  results: {},
  sandboxAnswer: {},
  timeoutMs: 5_000,
  url: "https://hooks.example.com/skill",
};

/** Values that a schema cannot suggest. */
const given: Record<string, Record<string, unknown>> = {
  "clock.move": { to: "hour" },
  "journeys.saveDraft": { draftRevision: 1, draft: { schemaVersion: 2, leaveOn: [], nodes: [], edges: [] } },
  "journeys.create": { name: "Mine" },
  "flows.create": { name: "Mine" },
  "ownSkills.create": { name: "mine", ...aSkill },
  "ownSkills.change": aSkill,
  "ownSkills.try": { args: {} },
  "numbers.add": { number: "+1 212 555 0199", label: "Mine", outbound: true, hours: null },
  "numbers.change": { label: "Mine", outbound: true, hours: null },
  "flows.cases.save": { draft: blankFlow, language: "en", said: [], title: "Mine" },
  "flows.suites.require": { required: { personas: ["promises"], runs: 1 } },
  "flows.suites.start": { draftRevision: 1, personas: ["promises"], runs: 1 },
  "flows.save": { draftRevision: 1, draft: blankFlow },
  "journeys.tryRule": { rule: { all: [] } },
  "journeys.import": { json: "{}" },
  "flows.try": { draft: blankFlow, language: "en", said: [] },
  "calls.addNote": { body: aNote, category: "general", tags: [] },
  "calls.saveFollowupSettings": { crmUrl: "https://hooks.example.com/crm", ticketUrl: null, mailRoles: [] },
  "calls.editNote": { body: aNote, category: "general", tags: [] },
  "campaigns.launch": { name: "Mine", audience: {} },
  "campaigns.previewAudience": { audience: {} },
  "campaigns.rehearse": { audience: {} },
  "contactRules.saveHouse": { policy: {}, version: 0 },
  "contactRules.previewCollector": { profile: collector },
  "contactRules.saveCollector": { profile: collector, before: collector },
  "debtors.saveWishes": { preferences: {}, statedTimeZone: null, saidHow: "by letter", saidAt: "2026-01-05T09:00" },
  "debtors.saveNotice": { sentAt: null },
  "debtors.verifyAddress": { place: null, verified: null },
  "registries.upload": {
    registry: "IN-DND",
    fileName: "scrub.csv",
    csv: "number\n+919876500000",
    covers: "everyone",
    checkedAt: "2026-01-05T09:00",
  },
  "consents.record": {
    channel: "sms",
    address: "+15125550143",
    kind: "express",
    purpose: "collection",
    evidence: "a call",
    grantedAt: "2026-01-05T09:00",
  },
  "rights.open": {
    kind: "access",
    askedBy: "person",
    receivedBy: "email",
    identity: "not_yet",
    receivedOn: "2026-02-02",
  },
  "rights.correct": { changes: [{ field: "debtor.name", after: "Mine" }] },
  "rights.review": {
    decision: { kind: "touch", id: toPublicId("touch", "0198a000-0000-7000-8000-0000000000fd") },
    verdict: "upheld",
    reason: "It stands.",
  },
  "rights.close": { status: "withdrawn" },
  "retention.save": { periods: {}, version: 0 },
  "apiKeys.create": { name: "Mine", scopes: ["consents:read"], days: null },
  "members.invite": { email: "new@example.com", role: "agent" },
  "workspaces.updateCompany": {
    name: "Mine",
    country: "US",
    timeZone: "America/Chicago",
    currency: "USD",
    language: "en",
    phone: null,
    email: null,
    postalAddress: null,
  },
  "imports.saveMapping": { mapping: {}, options: {} },
  "imports.create": { fileName: "a.csv", fileBytes: 10 },
  "audit.list": {},
  "sandbox.press": { step: "menu", attempt: 1, digits: "1" },
  "payments.record": {
    formId: "0198a000-0000-7000-8000-0000000000fe",
    currency: "USD",
    amountMinor: 100,
    receivedOn: "2026-03-01",
  },
};

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  type?: string;
  enum?: unknown[];
  format?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  default?: unknown;
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
};

function schemaOf(procedure: Procedure): JsonSchema {
  const [input] = procedure._def.inputs;
  return input ? (z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema) : {};
}

export const shapeOf = (procedure: Procedure) => schemaOf(procedure).properties ?? {};

/** An input that names these things and is valid otherwise. */
export function inputFor(
  path: string,
  procedure: Procedure,
  ids: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const schema = schemaOf(procedure);
  const sampled = Object.entries(schema.properties ?? {}).flatMap(([field, property]): [string, unknown][] => {
    const id = ids[field];
    if (id) return [[field, id]];
    return schema.required?.includes(field) ? [[field, sample(property)]] : [];
  });
  return { ...Object.fromEntries(sampled), ...given[path] };
}

function sample(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const oneOf = schema.anyOf ?? schema.oneOf;
  if (oneOf) return sample(oneOf[0] ?? {});
  if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
  if (schema.type === "boolean") return false;
  if (schema.type === "array") return [];
  if (schema.type === "object") {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, key === "currency" ? "USD" : sample(inner)]),
    );
  }
  if (schema.format === "date") return "2026-03-20";
  return "x".repeat(Math.max(3, schema.minLength ?? 3));
}
