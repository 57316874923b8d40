// A recording of a consumer's call that a collector must keep outlives the person's erasure, sealed; nobody else's does.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeFiles } from "@/server/calls/audio/sweep-recordings";
import { dialogue, keepRecording } from "@/server/calls/testing/recorded-call";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { look } from "@/server/conversations/testing/sent-touch";
import type { FileStore } from "@/server/files/ports";
import { localFiles } from "@/server/providers/local-files/local-files";
import { fromPublicId } from "@/server/public-ids";
import { erasePerson } from "@/server/rights/erase/erase-person";
import { planErasure } from "@/server/rights/erase/plan-erasure";
import { listRestricted, openRestricted } from "@/server/rights/erase/restricted-store";
import { askFor } from "@/server/rights/testing/a-whole-life";
import { makeWorkspace } from "@/server/testing/workspace";

let folder = "";
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kept-"));
  store = localFiles(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const on = (day: string) => ({ now: () => new Date(`${day}T00:00:00Z`) });

async function erased(role: "first_party" | "third_party") {
  const { ctx } = await makeWorkspace();
  const { debtorId } = await makeDebtor(ctx);
  const callId = ctx.chance.id();
  const startedAt = ctx.clock.now();
  const { tenantId } = ctx;
  await look(
    ctx,
    sql`update tenants set settings = ${JSON.stringify({ collectorRole: role })}::jsonb where id = ${tenantId} returning id`,
  );
  await look(ctx, sql`update debtors set kind = 'consumer' where tenant_id = ${tenantId} returning id`);
  await look(
    ctx,
    sql`
    insert into calls (tenant_id, id, direction, debtor_id, from_number, to_number, language, status, started_at)
    values (${tenantId}, ${callId}, 'outbound', ${debtorId}, '+12025550100', '+12025550101', 'en', 'completed', ${startedAt.toISOString()})
    returning id`,
  );
  const recordingId = await keepRecording(ctx, { callId, startedAt, sound: dialogue(2) }, store);
  const requestId = await askFor(ctx, "erase", debtorId);
  const { hash } = await planErasure(ctx, { requestId });
  await erasePerson(ctx, { requestId, hash });
  expect(await look(ctx, sql`select id from call_recordings where tenant_id = ${tenantId}`)).toEqual([]);
  return { ctx, recordingId, name: `recordings/${tenantId}/${recordingId}` };
}

test("what a collector must keep three years stays so long, and its key is in the sealed record alone", async () => {
  const { ctx, recordingId, name } = await erased("third_party");
  const kept = (await listRestricted(ctx)).find(({ kind }) => kind === "recordings");
  expect(kept).toMatchObject({ things: 1, keptUntil: "2029-03-02" });
  const recordId = fromPublicId("restrictedRecord", kept?.id ?? "") ?? "";
  const { record } = await openRestricted(ctx, { recordId, reason: "legal_matter" });
  expect(record.recordings).toMatchObject([{ id: recordingId, sealed_key: expect.stringMatching(/^\\x/) }]);
  await removeFiles(store, on("2029-03-03"));
  expect(await store.size(name)).toBe(32_000);
  await removeFiles(store, on("2029-03-05"));
  expect(await store.size(name)).toBeNull();
});

test("where no law asks for it, it goes with the person", async () => {
  const { ctx, name } = await erased("first_party");
  expect((await listRestricted(ctx)).map(({ kind }) => kind)).not.toContain("recordings");
  await removeFiles(store, on("2029-03-03"));
  expect(await store.size(name)).toBeNull();
});
