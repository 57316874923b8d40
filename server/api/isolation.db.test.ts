import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import { appRouter } from "@/server/api/root";
import { createCaller } from "@/server/api/trpc";
import { DomainError } from "@/server/errors";
import { blankFlow } from "@/server/flows/graph/new-node";
import { type IdKind, idPrefixes, toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { firstId, makeFullWorkspace } from "@/server/testing/full-workspace";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

/** Inputs that name one of A's things, by the name of the field. */
const kindOfField: Record<string, [IdKind, table: string, where?: string]> = {
  debtorId: ["debtor", "debtors"],
  contactPointId: ["contactPoint", "contact_points"],
  consentId: ["consent", "consents"],
  invoiceId: ["invoice", "invoices", "status = 'open'"],
  disputeId: ["dispute", "disputes"],
  taskId: ["task", "tasks"],
  touchId: ["touch", "touches"],
  callId: ["call", "calls"],
  noteId: ["callNote", "call_notes"],
  campaignId: ["campaign", "campaigns"],
  enrollmentId: ["enrollment", "enrollments"],
  journeyId: ["journey", "journeys"],
  flowId: ["flow", "flows"],
  versionId: ["journeyVersion", "journey_versions"],
  flowVersionId: ["flowVersion", "flow_versions"],
  ownSkillId: ["ownSkill", "flow_skills"],
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

/** About the person alone, in no workspace; tested in server/auth. */
const personal = /^(account\.|workspaces\.(list|create|acceptInvitation)$)/;

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
  "flows.save": { draftRevision: 1, draft: blankFlow },
  "journeys.tryRule": { rule: { all: [] } },
  "journeys.import": { json: "{}" },
  "flows.try": { draft: blankFlow, language: "en", said: [] },
  "calls.addNote": { body: aNote, category: "general", tags: [] },
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

/** They change B's own workspace, and name nothing of A. */
const changesOnlyOwn = new Set(
  "clock.move clock.cancel flows.create ownSkills.create journeys.create journeys.import members.invite apiKeys.create imports.create workspaces.updateCompany contactRules.saveHouse registries.upload retention.save retention.run".split(
    " ",
  ),
);

type Procedure = { _def: { type: "query" | "mutation" | "subscription"; inputs: z.ZodType[] } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
const workspaceProcedures = procedures.filter(([path]) => !personal.test(path));

let a: TestWorkspace;
let b: TestWorkspace;
let before: Record<string, string[]>;
const idsOfA: Record<string, string> = {};
const secretsOfA = new Set<string>();

beforeAll(async () => {
  [a, b] = [await makeFullWorkspace(), await makeWorkspace()];
  for (const [field, [kind, table, where]] of Object.entries(kindOfField)) {
    idsOfA[field] = toPublicId(kind, await firstId(a.ctx, table, where));
  }
  before = await dump(a.ctx);
  const prefixes = Object.keys(idPrefixes) as IdKind[];
  for (const [table, rows] of Object.entries(before)) {
    for (const row of rows) {
      const { id, name, number, address } = JSON.parse(row) as Record<string, string | undefined>;
      if (id) secretsOfA.add(id);
      if (id) for (const kind of prefixes) secretsOfA.add(toPublicId(kind, id).split("_")[1] ?? id);
      if (table === "debtors" && name) secretsOfA.add(name);
      if (table === "invoices" && number) secretsOfA.add(number);
      if (table === "contact_points" && address) secretsOfA.add(address);
    }
  }
}, 120_000);

describe("every table", () => {
  test("is filled in A, so that nothing here passes because it is empty", () => {
    expect(
      Object.entries(before)
        .filter(([, rows]) => rows.length === 0)
        .map(([table]) => table),
    ).toEqual([]);
  });

  test("gives B nothing of A: not to read, change or delete, not with A's own ids", async () => {
    const wrong: string[] = [];
    for (const table of Object.keys(before)) {
      const column = table === "tenants" ? "id" : "tenant_id";
      const mine = `where ${column} = '${a.ctx.tenantId}'`;
      const read = await withTenant(b.ctx, (tx) => tx.execute(sql.raw(`select 1 from "${table}" ${mine}`)));
      if (read.rowCount !== 0) wrong.push(`${table}: read`);
      for (const change of [`update "${table}" set ${column} = ${column} ${mine}`, `delete from "${table}" ${mine}`]) {
        const changed = await withTenant(b.ctx, (tx) => tx.execute(sql.raw(change))).catch((error: unknown) => {
          const { cause } = error as { cause?: { code?: string } };
          if (cause?.code === "42501") return { rowCount: 0 };
          throw error;
        });
        if (changed.rowCount !== 0) wrong.push(change);
      }
    }
    expect(wrong).toEqual([]);
    expect(await dump(a.ctx)).toEqual(before);
  });
});

describe("every tRPC procedure", () => {
  test("that names a thing knows whose it is: every id field is in the table of this test", () => {
    const unknown = workspaceProcedures.flatMap(([path, procedure]) =>
      Object.keys(shapeOf(procedure))
        .filter((field) => /Id$/.test(field) && field !== "formId" && !(field in kindOfField))
        .map((field) => `${path}: ${field}`),
    );
    expect(unknown).toEqual([]);
  });

  test("is closed without a session, and without a membership", async () => {
    const nobody = caller(null, null);
    const stranger = caller(null, b.userId);
    for (const [path, procedure] of workspaceProcedures) {
      const input = inputFor(path, procedure);
      expect([path, await codeOf(nobody(path, input))]).toEqual([path, "UNAUTHENTICATED"]);
      expect([path, await codeOf(stranger(path, input))]).toEqual([path, "NOT_FOUND"]);
    }
  });

  test.each(workspaceProcedures)("%s gives B nothing of A and changes nothing of A", async (path, procedure) => {
    const input = inputFor(path, procedure);
    const namesA = Object.keys(input).some((field) => field in kindOfField);
    const answer = await caller(b.ctx, b.userId)(path, input).then(
      (value) => ({ value, code: null }),
      (error: unknown) => ({ value: null, code: errorCode(error) }),
    );
    const text = JSON.stringify(answer.value) ?? "";
    expect(
      [...secretsOfA].filter((secret) => text.includes(secret) && !JSON.stringify(input).includes(secret)),
    ).toEqual([]);
    if (namesA && procedure._def.type === "mutation") expect(["NOT_FOUND", "PRECONDITION"]).toContain(answer.code);
    if (!changesOnlyOwn.has(path)) expect([null, "NOT_FOUND", "PRECONDITION"]).toContain(answer.code);
    expect(await dump(a.ctx)).toEqual(before);
  });

  test("that changes something is refused to a viewer, whatever it names", async () => {
    const viewer = caller(a.as("viewer"), a.userId);
    for (const [path, procedure] of workspaceProcedures) {
      if (procedure._def.type === "query") continue;
      expect([path, await codeOf(viewer(path, inputFor(path, procedure)))]).toEqual([path, "FORBIDDEN"]);
    }
    expect(await dump(a.ctx)).toEqual(before);
  });

  test("answers A itself for the same queries, so that the refusals above mean something", async () => {
    const failed: string[] = [];
    for (const [path, procedure] of workspaceProcedures) {
      if (procedure._def.type !== "query") continue;
      const code = await codeOf(caller(a.ctx, a.userId)(path, inputFor(path, procedure)));
      if (code !== null) failed.push(`${path}: ${code}`);
    }
    expect(failed).toEqual([]);
  });
});

/** Every row of the workspace, by table. */
async function dump(ctx: TenantContext): Promise<Record<string, string[]>> {
  const { rows: tables } = await sharedConnection().db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and (c.relname = 'tenants' or exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation'))
    order by 1`);
  return withTenant(ctx, async (tx) => {
    const all: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await tx.execute<{ row: string }>(
        sql.raw(`select to_jsonb(t)::text as row from "${name}" t order by 1`),
      );
      all[name] = rows.map((row) => row.row);
    }
    return all;
  });
}

function caller(workspace: TenantContext | null, userId: string | null) {
  const call = createCaller(appRouter)({
    requestId: "isolation",
    ip: "127.0.0.1",
    person: userId ? { userId, sessionId: "0198a000-0000-7000-8000-0000000000ff" } : null,
    workspace,
    accounts: {
      mailer: { send: async () => {} },
      publicUrl: "https://duelane.example",
      later: () => {},
      mailboxRequired: true,
    },
  });
  return async (path: string, input: unknown): Promise<unknown> => {
    const target = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], call);
    return (target as (input: unknown) => Promise<unknown>)(input);
  };
}

function errorCode(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  if (cause instanceof DomainError) return cause.code;
  return (error as { code?: string }).code ?? String(error);
}

function codeOf(call: Promise<unknown>): Promise<string | null> {
  return call.then(() => null, errorCode);
}

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

const shapeOf = (procedure: Procedure) => schemaOf(procedure).properties ?? {};

/** An input that names A's things and is valid otherwise. */
function inputFor(path: string, procedure: Procedure): Record<string, unknown> {
  const schema = schemaOf(procedure);
  const sampled = Object.entries(schema.properties ?? {}).flatMap(([field, property]): [string, unknown][] => {
    const id = idsOfA[field];
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
