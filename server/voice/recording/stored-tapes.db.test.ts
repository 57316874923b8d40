import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { recordingFile, recordingName } from "@/server/calls/audio/recording-file";
import { closeLostRecordings, removeFiles } from "@/server/calls/audio/sweep-recordings";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { look } from "@/server/conversations/testing/sent-touch";
import type { FileStore } from "@/server/files/ports";
import { readSealed } from "@/server/files/sealed-file";
import { localFiles } from "@/server/providers/local-files/local-files";
import { forecastRetention } from "@/server/retention/forecast-retention";
import { runRetention } from "@/server/retention/run-retention";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace, type TestWorkspace } from "@/server/testing/workspace";
import { storedTapes } from "@/server/voice/recording/stored-tapes";

let folder = "";
let store: FileStore;
let workspace: TestWorkspace;
let ctx: TenantContext;
let of: { callId: string; streamId: string };
const startedAt = new Date("2026-03-02T15:00:00Z");
const audio = Buffer.alloc(32_000, 7);
const inFuture = { now: () => new Date(Date.now() + 24 * 3_600_000) };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tapes-"));
  store = localFiles(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ ctx } = workspace);
  const { debtorId } = await makeDebtor(ctx);
  of = { callId: ctx.chance.id(), streamId: ctx.chance.id() };
  await run(sql`
    insert into calls (tenant_id, id, direction, debtor_id, from_number, to_number, language, status, started_at)
    values (${ctx.tenantId}, ${of.callId}, 'outbound', ${debtorId}, '+12025550100', '+12025550101', 'en', 'completed', ${startedAt.toISOString()})`);
});

const run = (statement: ReturnType<typeof sql>) => withTenant(ctx, (tx) => tx.execute(statement));
const rows = () =>
  look<{ id: string; state: string; code: string | null; length_ms: number | null; sealed_key: Buffer }>(
    ctx,
    sql`select id, state, code, length_ms, sealed_key from call_recordings where tenant_id = ${ctx.tenantId}`,
  );
const onlyRow = async () => {
  const [row] = await rows();
  if (!row) throw new Error("no recording");
  return { ...row, name: recordingName({ tenantId: ctx.tenantId, id: row.id }) };
};
const record = async () => {
  const tape = await storedTapes(ctx, of, store).open(startedAt);
  await tape.write(audio);
  return tape;
};
const entries = () =>
  look(
    ctx,
    sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'calls.record' order by id`,
  );

test("a recording is kept under a key of its own, and the log says how long it is", async () => {
  await (await record()).end({ is: "kept", lengthMs: 2_000 });
  const row = await onlyRow();
  expect(row).toMatchObject({ state: "kept", length_ms: 2_000 });
  const file = recordingFile({ tenantId: ctx.tenantId, id: row.id, sealedKey: row.sealed_key });
  expect(await readSealed(store, file, { from: 0, to: 32_000 })).toEqual(audio);
  expect((await readFile(join(folder, row.name))).equals(audio)).toBe(false);
  expect(await entries()).toEqual([{ details: { seconds: 2 } }]);
});

test("one that was given up says why, and its file goes", async () => {
  const tape = await record();
  await tape.end({ is: "dropped", code: "slow", lengthMs: 2_000 });
  await tape.end({ is: "kept", lengthMs: 2_000 });
  const { state, code, name } = await onlyRow();
  expect({ state, code }).toEqual({ state: "dropped", code: "slow" });
  await removeFiles(store, inFuture);
  expect(await store.size(name)).toBeNull();
  expect(await entries()).toEqual([{ details: { seconds: 2, code: "slow" } }]);
});

test("what a process that went away had written is kept; a call that goes on is left alone", async () => {
  await record();
  await run(sql`
    insert into voice_streams (tenant_id, id, call_id, call_ref, token_hash, plan, issued_at, expires_at, redeemed_at, alive_at)
    values (${ctx.tenantId}, ${of.streamId}, ${of.callId}, 'CA1', ${ctx.chance.id()}, '{}', now(), now(), now(), now())`);
  await closeLostRecordings(store, inFuture);
  expect(await onlyRow()).toMatchObject({ state: "open" });
  await run(sql`update voice_streams set ended_at = now(), ended_by = 'lost' where tenant_id = ${ctx.tenantId}`);
  await closeLostRecordings(store, inFuture);
  expect(await onlyRow()).toMatchObject({ state: "kept", code: "process_gone", length_ms: 2_000 });
});

test("a file that cannot be removed stands in nobody's way, and is tried again", async () => {
  await (await record()).end({ is: "dropped", code: "slow", lengthMs: 2_000 });
  const { name } = await onlyRow();
  const away: FileStore = { ...store, remove: () => Promise.reject(new Error("the disk is away")) };
  expect(await removeFiles(away, inFuture)).toBe(0);
  expect(await removeFiles(store, inFuture)).toBe(0);
  expect(await store.size(name)).toBe(32_000);
  const later = new Date(inFuture.now().getTime() + 2 * 3_600_000);
  expect(await removeFiles(store, { now: () => later })).toBe(1);
  expect(await store.size(name)).toBeNull();
});

test("whatever takes the call away takes the recording's file with it", async () => {
  await (await record()).end({ is: "kept", lengthMs: 2_000 });
  const { name } = await onlyRow();
  await run(sql`delete from calls where tenant_id = ${ctx.tenantId}`);
  expect(await rows()).toEqual([]);
  expect(await store.size(name)).toBe(32_000);
  await removeFiles(store, { now: () => new Date() });
  expect(await store.size(name)).toBe(32_000);
  await removeFiles(store, inFuture);
  expect(await store.size(name)).toBeNull();
});

test("a recording has a time of its own, and is held while something is owed", async () => {
  await (await record()).end({ is: "kept", lengthMs: 2_000 });
  const later = workspace.at(new Date("2027-03-10T15:00:00Z"));
  const line = async () => (await forecastRetention(later)).find(({ kind }) => kind === "recordings");
  expect(await line()).toMatchObject({ goes: 0, held: [{ hold: "unpaid", count: 1 }] });
  await run(sql`update invoices set status = 'paid', paid_minor = amount_minor where tenant_id = ${ctx.tenantId}`);
  expect(await line()).toMatchObject({ goes: 1 });
  expect((await runRetention(later)).deleted).toMatchObject({ recordings: 1 });
  expect(await rows()).toEqual([]);
});
