import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { playRecording, readPeaks } from "@/server/calls/audio/play-recording";
import { levelOf } from "@/server/calls/audio/wav";
import { getCall } from "@/server/calls/get-call";
import { placedConversation } from "@/server/calls/testing/led-call";
import { dialogue, keepRecording } from "@/server/calls/testing/recorded-call";
import { look } from "@/server/conversations/testing/sent-touch";
import type { FileStore } from "@/server/files/ports";
import { localFiles } from "@/server/providers/local-files/local-files";
import { makeWorkspace } from "@/server/testing/workspace";

let folder = "";
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "played-"));
  store = localFiles(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function recorded() {
  const { ctx } = await placedConversation();
  const [call] = await look<{ id: string }>(ctx, sql`select id from calls where tenant_id = ${ctx.tenantId}`);
  const callId = call?.id ?? "";
  const sound = dialogue(20);
  const recordingId = await keepRecording(ctx, { callId, startedAt: ctx.clock.now(), sound }, store);
  return { ctx, of: { callId, recordingId }, sound };
}

async function heard(parts: AsyncGenerator<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

test("any part of a recording is played, and the log keeps once that somebody listened", async () => {
  const { ctx, of, sound } = await recorded();
  const { bytes, read } = await playRecording(ctx, of, store);
  expect(bytes).toBe(44 + sound.length * 2);
  const whole = await heard(read({ from: 0, to: bytes }));
  const samples = Array.from({ length: sound.length }, (_, at) => whole.readInt16LE(44 + at * 2));
  expect(samples).toEqual([...sound].map(levelOf));
  const part = { from: 300_003, to: 600_001 };
  const again = await playRecording(ctx, of, store);
  expect(await heard(again.read(part))).toEqual(whole.subarray(part.from, part.to));
  const listened = sql`select subject_id from audit_entries where tenant_id = ${ctx.tenantId} and action = 'calls.listen'`;
  expect(await look(ctx, listened)).toEqual([{ subject_id: of.callId }]);
});

test("its peaks tell who spoke when, and its call's page that it is there", async () => {
  const { ctx, of } = await recorded();
  const { ours, theirs } = await readPeaks(ctx, of, store);
  expect(ours).toHaveLength(200);
  expect([ours[1], theirs[1], ours[6], theirs[6]].map((level) => (level ?? 0) > 20)).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect((await getCall(ctx, { callId: of.callId })).recordings).toMatchObject([{ state: "kept", lengthMs: 20_000 }]);
});

test("another workspace hears nothing of it, and neither does anybody of one that was dropped", async () => {
  const { ctx, of } = await recorded();
  const other = await makeWorkspace();
  await expect(playRecording(other.ctx, of, store)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(readPeaks(other.ctx, of, store)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const elsewhere = { ...of, callId: ctx.chance.id() };
  await expect(playRecording(ctx, elsewhere, store)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await look(ctx, sql`update call_recordings set state = 'dropped' where tenant_id = ${ctx.tenantId} returning id`);
  await expect(playRecording(ctx, of, store)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
