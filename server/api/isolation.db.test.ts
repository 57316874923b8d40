import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { sharedConnection } from "@/db/client";
import { withTenant } from "@/db/tenant-transaction";
import { appRouter } from "@/server/api/root";
import { inputFor, kindOfField, type Procedure, shapeOf } from "@/server/api/testing/procedure-inputs";
import { createCaller } from "@/server/api/trpc";
import { DomainError } from "@/server/errors";
import { type IdKind, idPrefixes, toPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { firstId, makeFullWorkspace } from "@/server/testing/full-workspace";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";

/** About the person alone, in no workspace; tested in server/auth. */
const personal = /^(account\.|workspaces\.(list|create|acceptInvitation)$)/;

/** They change B's own workspace, and name nothing of A. */
const changesOnlyOwn = new Set(
  "clock.move clock.cancel flows.create ownSkills.create journeys.create journeys.import members.invite apiKeys.create imports.create workspaces.updateCompany numbers.limitCalls contactRules.saveHouse registries.upload retention.save retention.run".split(
    " ",
  ),
);

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
      const input = inputFor(path, procedure, idsOfA);
      expect([path, await codeOf(nobody(path, input))]).toEqual([path, "UNAUTHENTICATED"]);
      expect([path, await codeOf(stranger(path, input))]).toEqual([path, "NOT_FOUND"]);
    }
  });

  test.each(workspaceProcedures)("%s gives B nothing of A and changes nothing of A", async (path, procedure) => {
    const input = inputFor(path, procedure, idsOfA);
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
    if (!changesOnlyOwn.has(path))
      expect([null, "NOT_FOUND", "PRECONDITION", "LIVE_NEEDS_KEYS"]).toContain(answer.code);
    expect(await dump(a.ctx)).toEqual(before);
  });

  test("that changes something is refused to a viewer, whatever it names", async () => {
    const viewer = caller(a.as("viewer"), a.userId);
    for (const [path, procedure] of workspaceProcedures) {
      if (procedure._def.type === "query") continue;
      expect([path, await codeOf(viewer(path, inputFor(path, procedure, idsOfA)))]).toEqual([path, "FORBIDDEN"]);
    }
    expect(await dump(a.ctx)).toEqual(before);
  });

  test("answers A itself for the same queries, so that the refusals above mean something", async () => {
    const failed: string[] = [];
    for (const [path, procedure] of workspaceProcedures) {
      if (procedure._def.type !== "query") continue;
      const code = await codeOf(caller(a.ctx, a.userId)(path, inputFor(path, procedure, idsOfA)));
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
