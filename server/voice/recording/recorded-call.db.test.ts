// From the workspace's setting to the file: a real line, a published conversation that asks first, and what can be heard.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { recordingFile } from "@/server/calls/audio/recording-file";
import {
  getRecordingSetting,
  recordingOf,
  saveRecordingSetting,
  type Whereabouts,
} from "@/server/calls/audio/recording-setting";
import { placedConversation } from "@/server/calls/testing/led-call";
import { look } from "@/server/conversations/testing/sent-touch";
import type { FileStore } from "@/server/files/ports";
import { readSealed } from "@/server/files/sealed-file";
import { sentences } from "@/server/flows/interpreter/sentences";
import { localFiles } from "@/server/providers/local-files/local-files";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";
import { LiveLines } from "@/server/voice/testing/live-line";
import { heardOn } from "@/server/voice/testing/memory-tapes";

const { mayRecord } = sentences.en;
let store: FileStore;
let lines: LiveLines;
beforeAll(async () => {
  process.env.FILES_DIR = await mkdtemp(join(tmpdir(), "recorded-"));
  store = localFiles(process.env.FILES_DIR);
  lines = await LiveLines.start({ files: store });
});
afterAll(async () => {
  await lines.stop();
  await rm(process.env.FILES_DIR ?? "", { recursive: true, force: true });
});

/** Calls are placed by the sandbox's phone, and held as a live workspace's are. */
async function recordedCall() {
  const placed = await placedConversation();
  await look(placed.ctx, sql`update tenants set mode = 'live' where id = ${placed.ctx.tenantId} returning id`);
  const ctx: TenantContext = { ...placed.ctx, mode: "live" };
  await saveRecordingSetting(ctx, { isOn: true });
  const callSid = `CA${placed.touchId}`;
  return { ...placed, ctx, phone: await lines.connect(ctx, placed.touchId, callSid) };
}
const recordings = (ctx: TenantContext) =>
  look<{ id: string; state: string; length_ms: number; sealed_key: Buffer }>(
    ctx,
    sql`select id, state, length_ms, sealed_key from call_recordings where tenant_id = ${ctx.tenantId}`,
  );
const answers = (ctx: TenantContext) =>
  look(
    ctx,
    sql`select actor_kind, details ->> 'answer' as answer from audit_entries
      where tenant_id = ${ctx.tenantId} and action = 'calls.record' and subject_kind = 'call' and details ? 'answer'`,
  );

test("who agrees is recorded from then on, under the workspace's own key, and the log keeps that they agreed", async () => {
  const { ctx, phone } = await recordedCall();
  await phone.hears(mayRecord);
  expect(await recordings(ctx)).toEqual([]);
  phone.say("Yes.");
  await phone.hears("Am I speaking");
  phone.say("Yes, this is Dana.");
  await phone.hears("How would you like");
  phone.hangUp();
  await expect.poll(async () => (await recordings(ctx)).map(({ state }) => state)).toEqual(["kept"]);
  const [kept] = await recordings(ctx);
  if (!kept) throw new Error("no recording");
  const file = recordingFile({ tenantId: ctx.tenantId, id: kept.id, sealedKey: kept.sealed_key });
  const audio = await readSealed(store, file, { from: 0, to: kept.length_ms * 16 });
  expect(heardOn(audio, 0)).toContain("Am I speaking");
  expect(heardOn(audio, 0)).not.toContain(mayRecord.slice(0, 10));
  expect(heardOn(audio, 1)).toBe("Yes, this is Dana.");
  expect(await answers(ctx)).toEqual([{ actor_kind: "debtor", answer: "agreed" }]);
});

test("who does not agree is not recorded, and the call goes on", async () => {
  const { ctx, phone } = await recordedCall();
  await phone.hears(mayRecord);
  phone.say("No, do not record.");
  await phone.hears("Am I speaking");
  phone.hangUp();
  await expect.poll(() => answers(ctx)).toEqual([{ actor_kind: "debtor", answer: "refused" }]);
  expect(await recordings(ctx)).toEqual([]);
});

test("it is off until an admin turns it on, and a sandbox has none", async () => {
  const sandbox = await makeWorkspace();
  expect(await getRecordingSetting(sandbox.ctx)).toEqual({ isOn: false, offered: "sandbox" });
  await expect(saveRecordingSetting(sandbox.ctx, { isOn: true })).rejects.toMatchObject({ code: "PRECONDITION" });
  const live = await makeWorkspace({ mode: "live" });
  const agent: TenantContext = { ...live.ctx, actor: { kind: "member", userId: live.ctx.chance.id(), role: "agent" } };
  await expect(saveRecordingSetting(agent, { isOn: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getRecordingSetting(agent)).toEqual({ isOn: false, offered: "yes" });
  await saveRecordingSetting(live.ctx, { isOn: true });
  await saveRecordingSetting(live.ctx, { isOn: true });
  expect(await getRecordingSetting(live.ctx)).toEqual({ isOn: true, offered: "yes" });
  const saved = sql`select details from audit_entries where tenant_id = ${live.ctx.tenantId} and action = 'calls.record'`;
  expect(await look(live.ctx, saved)).toEqual([{ details: { calls: "recorded" } }]);
});

test("every place where they may be must let an announcement do; otherwise they are asked", async () => {
  const { ctx } = await makeWorkspace({ mode: "live", country: "US" });
  const settings = { recordsCalls: true, collectorRegion: "US-NY" };
  await look(
    ctx,
    sql`update tenants set settings = ${JSON.stringify(settings)}::jsonb where id = ${ctx.tenantId} returning id`,
  );
  const at = (them: Partial<Whereabouts>) =>
    withTenant(ctx, (tx) =>
      recordingOf(tx, ctx, { country: "US", region: null, postalCode: null, number: null, ...them }),
    );
  expect(await at({ region: "TX", number: "+12145550101" })).toBe("announce");
  expect(await at({ postalCode: "75201", number: "+18005550101" })).toBe("announce");
  expect(await at({ region: "TX", number: "+13105550101" })).toBe("ask");
  expect(await at({ region: "CA", number: "+12145550101" })).toBe("ask");
  expect(await at({ region: "TX", number: "+4930901820" })).toBe("ask");
  expect(await at({})).toBe("ask");
  expect(await at({ country: "IN", region: "MH", number: "+912225550101" })).toBe("ask");
});
