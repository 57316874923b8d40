// The process: who is let in, and what becomes of calls when it goes.
import { spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { sql } from "drizzle-orm";
import twilio from "twilio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { openCalls } from "@/server/calls/recording/follow-call";
import { realClock } from "@/server/clock";
import { makeWorkspace } from "@/server/testing/workspace";
import { queued } from "@/server/touches/testing/queued-touches";
import { tellCall } from "@/server/voice/inbox/tell-call";
import { afterStream } from "@/server/voice/streams/after-stream";
import { issueStream } from "@/server/voice/streams/issue-stream";
import { closeLostStreams, keepStreamsAlive } from "@/server/voice/streams/keep-streams";
import { redeemStream } from "@/server/voice/streams/redeem-stream";
import { dial } from "@/server/voice/testing/scripted-phone";
import { ScriptedRealtime } from "@/server/voice/testing/scripted-realtime";
import { until } from "@/server/voice/testing/until";

const AUTH_TOKEN = "auth-token-of-the-account";
const PUBLIC_WS_URL = "wss://voice.example";
const PHRASE = "Good day, this is a sentence that takes a while to be heard.";
const plan = { direction: "outbound", language: "en", languages: ["en"], instructions: "You are Acme." } as const;

let model: ScriptedRealtime;
const children: ReturnType<typeof spawn>[] = [];
beforeAll(async () => {
  model = await ScriptedRealtime.start();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await model.close();
});

/** Another process, as `npm run voice` starts one. */
async function startProcess(env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ["--import", "./scripts/process/sources.mjs", "server/voice/testing/voice-process.ts"],
    {
      env: { ...process.env, MODEL_URL: model.url, AUTH_TOKEN, PUBLIC_WS_URL, PHRASE, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  children.push(child);
  const exited = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const port = await new Promise<string>((done, fail) => {
    child.stdout?.on("data", (chunk) => {
      const found = /PORT (\d+)/.exec(String(chunk))?.[1];
      if (found) done(found);
    });
    child.once("exit", () => fail(new Error("the process ended")));
  });
  const health = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  return { child, exited, port, health, address: (token: string) => `ws://127.0.0.1:${port}/twilio/media/${token}` };
}

async function newCall(callRef = `CA${realClock.now().getTime()}`) {
  const { ctx, callId } = await aCall();
  const { streamId, token } = await withTenant(ctx, (tx) =>
    issueStream(tx, ctx, { callId, callRef, plan: { ...plan, languages: ["en"] } }),
  );
  const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_WS_URL}/twilio/media/${token}`, {});
  return { ctx, callId, streamId, token, callRef, headers: { "x-twilio-signature": signature } };
}

async function aCall() {
  const { ctx } = await queued();
  const { rows } = await withTenant(ctx, async (tx) => {
    const touches = await tx.execute<{ id: string; debtor_id: string }>(sql`select id, debtor_id from touches limit 1`);
    const placed = touches.rows.map(({ id, debtor_id }) => ({ touchId: id, debtorId: debtor_id }));
    await openCalls(
      tx,
      ctx,
      placed.map((call) => ({ ...call, from: "+15005550006", to: "+12025550143", flowId: null })),
    );
    return tx.execute<{ id: string }>(sql`select id from calls limit 1`);
  });
  const callId = rows[0]?.id;
  if (!callId) throw new Error("no call");
  return { ctx, callId };
}

async function streamOf({ ctx, streamId }: Awaited<ReturnType<typeof newCall>>) {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ ended_by: string | null; detail: string | null }>(
      sql`select ended_by, detail from voice_streams where id = ${streamId}`,
    ),
  );
  return rows[0];
}

async function tasksOf({ ctx }: { ctx: Awaited<ReturnType<typeof newCall>>["ctx"] }) {
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ kind: string }>(sql`select kind from tasks where kind = 'call_lost'`),
  );
  return rows.length;
}

test("a token opens one line: a second socket is refused, and the first call goes on", async () => {
  const { address } = await startProcess();
  const call = await newCall();
  const phone = await dial(address(call.token), { callSid: call.callRef, headers: call.headers });
  await expect(dial(address(call.token), { headers: call.headers })).rejects.toThrow("refused with 409");
  await phone.hears("Good day");
  phone.hangUp();
  await until(
    () => phone.closeCode !== null,
    () => "the line stayed open",
  );
  await expect.poll(() => streamOf(call)).toMatchObject({ ended_by: "them" });
});

test("without a signature over exactly our address nobody comes in, and the token is not used up", async () => {
  const { address } = await startProcess();
  const call = await newCall();
  const sign = (url: string) => ({ "x-twilio-signature": twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, {}) });
  const path = `/twilio/media/${call.token}`;
  for (const headers of [
    {},
    { "x-twilio-signature": "nonsense" },
    sign(`https://voice.example${path}`),
    sign(`${PUBLIC_WS_URL}${path}/`),
    sign(`wss://other.example${path}`),
  ]) {
    await expect(dial(address(call.token), { headers })).rejects.toThrow("refused with 403");
  }
  const phone = await dial(address(call.token), { callSid: call.callRef, headers: call.headers });
  await phone.hears("Good");
  phone.hangUp();
});

test("a token that was never ours, or too old, opens nothing", async () => {
  const { address, port } = await startProcess();
  const call = await newCall();
  await withTenant(call.ctx, (tx) =>
    tx.execute(sql`update voice_streams set expires_at = now() - interval '1 second' where id = ${call.streamId}`),
  );
  await expect(dial(address(call.token), { headers: call.headers })).rejects.toThrow("refused with 403");
  await expect(dial(`ws://127.0.0.1:${port}/elsewhere`)).rejects.toThrow("refused with 404");
});

test("a line that names another call than the token's is closed", async () => {
  const { address } = await startProcess();
  const call = await newCall();
  const phone = await dial(address(call.token), { callSid: "CAother", headers: call.headers });
  expect(await phone.closed).toBe(1011);
  await expect.poll(() => streamOf(call)).toMatchObject({ ended_by: "fault", detail: "another_call" });
});

test("the verdict that a machine picked up reaches the call, whichever process has it, in the middle of a word", async () => {
  const [one, other] = await Promise.all([startProcess(), startProcess()]);
  const [call, beside] = [await newCall("CAone"), await newCall("CAbeside")];
  const phone = await dial(one.address(call.token), { callSid: "CAone", headers: call.headers });
  const second = await dial(other.address(beside.token), { callSid: "CAbeside", headers: beside.headers });
  await phone.hears("Good");
  const at = realClock.now().toISOString();
  const isLive = await withTenant(call.ctx, (tx) =>
    tellCall(tx, call.ctx, { callId: call.callId }, { type: "answered_by", at, who: "machine", beepHeard: false }),
  );
  expect(isLive).toBe(true);
  await phone.hears("Please call back.");
  expect(phone.words).not.toContain("takes a while");
  await second.hears("takes a while to be heard.");
  phone.hangUp();
  second.hangUp();
  await expect.poll(() => streamOf(call)).toMatchObject({ ended_by: "them" });
  const late = withTenant(call.ctx, (tx) =>
    tellCall(tx, call.ctx, { callId: call.callId }, { type: "answered_by", at, who: "human", beepHeard: false }),
  );
  expect(await late).toBe(false);
});

test("of many who redeem a token at once one gets it", async () => {
  const call = await newCall();
  const by = { processId: "p", clock: realClock };
  const all = await Promise.all(Array.from({ length: 8 }, () => redeemStream(call.token, by)));
  expect(all.filter((one) => typeof one === "object")).toHaveLength(1);
  expect(all.filter((one) => one === "used")).toHaveLength(7);
});

test("SIGTERM lets the calls that are there end by themselves, and takes no new ones", async () => {
  const voice = await startProcess();
  const call = await newCall();
  const phone = await dial(voice.address(call.token), { callSid: call.callRef, headers: call.headers });
  await phone.hears("Good day");
  expect(await voice.health("/readyz")).toBe(200);
  voice.child.kill("SIGTERM");
  await expect.poll(() => voice.health("/readyz")).toBe(503);
  expect(await voice.health("/healthz")).toBe(200);
  const late = await newCall();
  await expect(dial(voice.address(late.token), { headers: late.headers })).rejects.toThrow("refused with 503");
  await phone.hears("takes a while to be heard.");
  phone.hangUp();
  expect(await voice.exited).toBe(0);
  expect(await streamOf(call)).toMatchObject({ ended_by: "them" });
});

test("who still talks when the time to drain is over hears a sentence and is called back", async () => {
  const voice = await startProcess({ DRAIN_MS: "100" });
  const call = await newCall();
  const phone = await dial(voice.address(call.token), { callSid: call.callRef, headers: call.headers, speed: 1 });
  await phone.hears("Goo");
  voice.child.kill("SIGTERM");
  expect(await voice.exited).toBe(0);
  expect(await phone.closed).toBe(1011);
  expect(await streamOf(call)).toMatchObject({ ended_by: "fault", detail: "draining" });
  const next = await afterStream({ ...call, tenantId: call.ctx.tenantId });
  expect(next).toMatchObject({ do: "say_and_hang_up", text: expect.stringContaining("call you back") });
  expect(await tasksOf(call)).toBe(1);
});

test("when the process is killed in a call, the caller hears a sentence and is called back, once", async () => {
  const voice = await startProcess();
  const call = await newCall();
  const phone = await dial(voice.address(call.token), { callSid: call.callRef, headers: call.headers, speed: 1 });
  await phone.hears("Goo");
  voice.child.kill("SIGKILL");
  expect(await phone.closed).toBe(1006);
  expect(await streamOf(call)).toMatchObject({ ended_by: null });
  const about = { ...call, tenantId: call.ctx.tenantId };
  expect(await afterStream(about)).toMatchObject({ do: "say_and_hang_up", language: "en" });
  expect(await afterStream(about)).toMatchObject({ do: "say_and_hang_up" });
  expect(await streamOf(call)).toMatchObject({ ended_by: "lost" });
  expect(await tasksOf(call)).toBe(1);
});

test("a call whose process went away and whose vendor never asked is found by its silence", async () => {
  const [kept, lost] = [await newCall(), await newCall()];
  for (const { token } of [kept, lost]) await redeemStream(token, { processId: "gone", clock: realClock });
  const later = { now: () => new Date(realClock.now().getTime() + 60_000) };
  await keepStreamsAlive([kept.streamId], later);
  expect(await closeLostStreams(later)).toBeGreaterThanOrEqual(1);
  expect(await closeLostStreams(later)).toBe(0);
  expect(await streamOf(lost)).toMatchObject({ ended_by: "lost", detail: "process_gone" });
  expect(await streamOf(kept)).toMatchObject({ ended_by: null });
  expect([await tasksOf(lost), await tasksOf(kept)]).toEqual([1, 0]);
});

test("after a call that ended by itself nothing is said, and another workspace learns nothing of it", async () => {
  const call = await newCall();
  await withTenant(call.ctx, (tx) =>
    tx.execute(sql`update voice_streams set ended_by = 'us', ended_at = now() where id = ${call.streamId}`),
  );
  const other = await makeWorkspace();
  expect(await afterStream({ ...call, tenantId: call.ctx.tenantId })).toEqual({ do: "hang_up" });
  expect(await afterStream({ ...call, tenantId: other.ctx.tenantId })).toEqual({ do: "hang_up" });
  expect(await afterStream({ ...call, tenantId: call.ctx.tenantId, callRef: "CAother" })).toEqual({ do: "hang_up" });
});

test("`npm run voice` without the keys of both lines is healthy, and lets nobody in", async () => {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "./scripts/process/sources.mjs", "server/voice/main.ts"], {
    env: { ...process.env, VOICE_PORT: String(port), HOST: "127.0.0.1", LOG_LEVEL: "silent" },
    stdio: "inherit",
  });
  children.push(child);
  const exited = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const status = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status;
  await expect.poll(status, { timeout: 15_000 }).toBe(200);
  const call = await newCall();
  const address = `ws://127.0.0.1:${port}/twilio/media/${call.token}`;
  await expect(dial(address, { headers: call.headers })).rejects.toThrow("refused with 404");
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
