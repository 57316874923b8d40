import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type CallDetail, listCallNotesInput, listCallsInput } from "@/server/calls/contract";
import { getCall } from "@/server/calls/get-call";
import { answerCall } from "@/server/calls/keyed/answer-call";
import { endCall } from "@/server/calls/keyed/end-call";
import { pressKeys } from "@/server/calls/keyed/press-keys";
import { listCalls } from "@/server/calls/list-calls";
import { addCallNote } from "@/server/calls/notes/add-note";
import { editCallNote } from "@/server/calls/notes/edit-note";
import { listNotes } from "@/server/calls/notes/list-notes";
import { removeCallNote } from "@/server/calls/notes/remove-note";
import { transcriptPdf, transcriptText } from "@/server/calls/transcript";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { look, sendText } from "@/server/conversations/testing/sent-touch";
import { sayIn } from "@/server/i18n/say";
import { pdfText } from "@/server/paper/testing/pdf-text";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { makeWorkspace } from "@/server/testing/workspace";

async function placed(language = "en") {
  const workspace = await makeWorkspace();
  const { ctx } = workspace;
  const debtor = await makeDebtor(ctx, { name: "Blue Harbor Steel", amounts: [80_000] });
  await look(ctx, sql`update debtors set language = ${language} where tenant_id = ${ctx.tenantId} returning id`);
  const touchId = await sendText(ctx, debtor, "voice", "You owe $800.00.");
  return { ...workspace, debtor, touchId };
}

const list = (ctx: TenantContext, filters: Record<string, unknown> = {}) =>
  listCalls(ctx, listCallsInput.parse(filters));
const idOf = (publicId: string | undefined) => fromPublicId("call", publicId ?? "") ?? "";

async function only(ctx: TenantContext): Promise<CallDetail> {
  const { rows } = await list(ctx);
  expect(rows).toHaveLength(1);
  return getCall(ctx, { callId: idOf(rows[0]?.id) });
}

const said = (call: CallDetail) => call.turns.map(({ speaker, kind, text }) => [speaker, kind, text]);

describe("a call that the vendor took", () => {
  test("is there from that moment, with the receipt that let it go out", async () => {
    const { ctx, debtor } = await placed();
    expect(await only(ctx)).toMatchObject({
      direction: "outbound",
      debtorName: "Blue Harbor Steel",
      status: "initiated",
      number: debtor.phone,
      turns: [],
      costMicros: null,
      allowedBy: { code: null },
    });
  });

  test("keeps what was said and pressed, what came of it, and how long they talked", async () => {
    const { ctx, at, touchId } = await placed();
    await answerCall(ctx, { touchId, answeredBy: "person" });
    expect(await only(ctx)).toMatchObject({ status: "in_progress", ending: "answered" });
    await pressKeys(ctx, { touchId, step: "menu", digits: "2", attempt: 1 });
    const later = at(new Date(ctx.clock.now().getTime() + 65_000));
    await pressKeys(later, { touchId, step: "promise_days", digits: "3", attempt: 1 });
    await endCall(later, { touchId, outcome: "answered" });
    const call = await only(ctx);
    expect(call).toMatchObject({ status: "completed", outcome: "promise", talkSeconds: 65, costMicros: 56_000 });
    expect(said(call)).toEqual([
      ["agent", "speech", expect.stringContaining("You owe $800.00.")],
      ["debtor", "keys", "2"],
      ["agent", "speech", expect.stringContaining("In how many days will you pay?")],
      ["debtor", "keys", "3"],
      ["agent", "speech", expect.stringContaining("We noted that you will pay by")],
    ]);
  });

  test("that asks for a person is handed to one, also when the line told of its end first", async () => {
    const { ctx, touchId } = await placed();
    await answerCall(ctx, { touchId, answeredBy: "person" });
    await endCall(ctx, { touchId, outcome: "answered" });
    expect(await only(ctx)).toMatchObject({ status: "completed", outcome: "nothing" });
    await pressKeys(ctx, { touchId, step: "menu", digits: "3", attempt: 1 });
    expect(await only(ctx)).toMatchObject({ status: "escalated", outcome: "wants_person" });
  });

  test("that nobody answered has failed, costs nothing and was not talked on", async () => {
    const { ctx, touchId } = await placed();
    await endCall(ctx, { touchId, outcome: "no_answer" });
    expect(await only(ctx)).toMatchObject({ status: "failed", ending: "no_answer", talkSeconds: 0, costMicros: 0 });
  });

  test("stands once, and its turns too, when the vendor asks twice or is faster than our own record", async () => {
    const { ctx, touchId } = await placed();
    await look(ctx, sql`delete from calls where tenant_id = ${ctx.tenantId} returning id`);
    for (const _ of [1, 2]) {
      await answerCall(ctx, { touchId, answeredBy: "person" });
      await pressKeys(ctx, { touchId, step: "menu", digits: "1", attempt: 1 });
      await endCall(ctx, { touchId, outcome: "answered" });
    }
    const call = await only(ctx);
    expect(call).toMatchObject({ status: "completed", outcome: "pay_link" });
    expect(said(call).map(([speaker]) => speaker)).toEqual(["agent", "debtor", "agent"]);
  });
});

describe("the list of calls", () => {
  test("finds a call by the beginnings of words that were said on it, in any order and script, and by who was called", async () => {
    const { ctx, touchId } = await placed("hi");
    await answerCall(ctx, { touchId, answeredBy: "person" });
    await sendText(ctx, await makeDebtor(ctx, { name: "Other", amounts: [100] }), "voice", "You owe $1.00.");
    const found = async (q: string) => (await list(ctx, { q })).rows.map(({ debtorName }) => debtorName);
    for (const q of ["कृत्रिम आवाज़", "आवाज़ स्वचा", "800", "harbor st"])
      expect(await found(q), q).toEqual(["Blue Harbor Steel"]);
    for (const q of ["nobody ever said", "';--", "!&|:*"]) expect(await found(q), q).toEqual([]);
  });

  test("is narrowed by what became of them, by number and by day, and turned page by page", async () => {
    const { ctx, touchId, debtor } = await placed();
    await endCall(ctx, { touchId, outcome: "busy" });
    for (const count of [1, 2, 3]) {
      const next = await makeDebtor(ctx, { amounts: [count] });
      const touch = await sendText(ctx, next, "voice", "Hello.");
      await answerCall(ctx, { touchId: touch, answeredBy: "person" });
    }
    expect((await list(ctx, { status: "failed" })).rows.map(({ number }) => number)).toEqual([debtor.phone]);
    expect((await list(ctx, { ending: "answered", direction: "outbound" })).total.count).toBe(3);
    expect((await list(ctx, { direction: "inbound" })).rows).toEqual([]);
    expect((await list(ctx, { number: debtor.phone.slice(-6) })).rows).toHaveLength(1);
    expect((await list(ctx, { to: "2001-01-01" })).rows).toEqual([]);
    expect((await list(ctx, { mood: "neutral" })).rows).toEqual([]);
    const first = await list(ctx, { pageSize: 3 });
    const second = await list(ctx, { pageSize: 3, cursor: first.nextCursor });
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    const back = await list(ctx, { pageSize: 3, cursor: second.previousCursor });
    expect(back.rows.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    const byTalk = await list(ctx, { sort: "talk", dir: "asc", pageSize: 2 });
    expect(byTalk.rows).toHaveLength(2);
  });
});

describe("a note about a call", () => {
  const body = (text: string) => ({
    type: "doc" as const,
    content: [
      { type: "paragraph" as const, content: [{ type: "text" as const, text, marks: [{ type: "bold" as const }] }] },
    ],
  });

  test("is changed and taken away by who wrote it, by nobody else", async () => {
    const { ctx } = await placed();
    const { id } = await only(ctx);
    const callId = idOf(id);
    const { noteId } = await addCallNote(ctx, {
      callId,
      body: body("Ask for the POD"),
      category: "follow_up",
      tags: ["pod"],
    });
    const note = fromPublicId("callNote", noteId) ?? "";
    const stranger: TenantContext = { ...ctx, actor: { kind: "member", userId: crypto.randomUUID(), role: "owner" } };
    await expect(
      editCallNote(stranger, { noteId: note, body: body("no"), category: "general", tags: [] }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeCallNote(stranger, { noteId: note })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await editCallNote(ctx, { noteId: note, body: body("POD is there"), category: "general", tags: [] });
    const input = listCallNotesInput.parse({ callId: id });
    expect(await listNotes(ctx, input)).toMatchObject([
      { body: body("POD is there"), mine: true, category: "general" },
    ]);
    expect(await listNotes(stranger, input)).toMatchObject([{ mine: false }]);
    expect((await list(ctx)).rows[0]?.notes).toBe(1);
    await removeCallNote(ctx, { noteId: note });
    expect(await listNotes(ctx, input)).toEqual([]);
  });
});

describe("a transcript", () => {
  test("is taken out as text and as PDF, in the reader's language, and the log keeps the reason", async () => {
    const { ctx, touchId } = await placed();
    await answerCall(ctx, { touchId, answeredBy: "person" });
    await pressKeys(ctx, { touchId, step: "menu", digits: "1", attempt: 1 });
    const input = { callId: idOf((await only(ctx)).id), reason: "legal_matter" as const };
    const text = (await whole(transcriptText(ctx, input, sayIn("en")))).join("");
    expect(text).toContain(`Transcript of the call with Blue Harbor Steel`);
    expect(text).toContain("Pressed 1");
    const pdf = Buffer.concat(await whole(transcriptPdf(ctx, input, sayIn("hi"))));
    const lines = pdfText(pdf).join("\n");
    expect(lines).toContain("You owe $800.00.");
    expect(lines).toContain("1 दबाया");
    const entries = await look<{ details: { reason: string } }>(
      ctx,
      sql`select details from audit_entries where tenant_id = ${ctx.tenantId} and action = 'calls.export'`,
    );
    expect(entries.map(({ details }) => details.reason)).toEqual(["legal_matter", "legal_matter"]);
  });

  test("is not for who may not export", async () => {
    const { ctx, as } = await placed();
    const input = { callId: idOf((await only(ctx)).id), reason: "daily_work" as const };
    await expect(transcriptText(as("agent"), input, sayIn("en")).next()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

async function whole<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const all: Part[] = [];
  for await (const part of parts) all.push(part);
  return all;
}
