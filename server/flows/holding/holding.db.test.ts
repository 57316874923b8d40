import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withTenant } from "@/db/tenant-transaction";
import { makeDebtor } from "@/server/campaigns/testing/receivables";
import { createFlow } from "@/server/flows/create-flow";
import { keepConversation } from "@/server/flows/holding/keep-conversation";
import { type Opening, openConversation } from "@/server/flows/holding/open-conversation";
import { advance } from "@/server/flows/interpreter/advance";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import { publishFlow } from "@/server/flows/versions/publish-flow";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

async function opened() {
  const { ctx } = await makeWorkspace();
  const debtor = await makeDebtor(ctx, { amounts: [70_450, 50_000] });
  const flowId = fromPublicId("flow", (await createFlow(ctx, { name: "Call", template: "payment_reminder" })).id) ?? "";
  const { id } = await publishFlow(ctx, { flowId, draftRevision: 1, note: "" });
  const opening: Opening = {
    conversationId: ctx.chance.id(),
    debtorId: debtor.debtorId,
    flowVersionId: fromPublicId("flowVersion", id) ?? "",
    channel: "voice",
    direction: "outbound",
    touchId: null,
    contactPointId: debtor.phonePointId,
  };
  return { ctx, opening, at: ctx.clock.now().toISOString() };
}

test("a conversation knows who is called and what is open, and goes on where it was kept last", async () => {
  const { ctx, opening, at } = await opened();
  const first = await openConversation(ctx, opening);
  expect(first.state.facts).toMatchObject({
    company: { name: "Test Freight", phone: "+15125550100" },
    contact: { name: "Dana Reyes" },
    money: { balances: [{ currency: "USD", openMinor: 120_450, overdueMinor: 120_450 }] },
    identity: { postcode: "78701" },
  });
  expect(first.state.facts.obligations).toContain("AI_DISCLOSURE");

  const events: ConversationEvent[] = [
    { type: "begun", at, channel: "voice", direction: "outbound", language: "en" },
    { type: "spoke", at, sayId: "say_1", heardText: "", complete: true },
    { type: "spoke", at, sayId: "say_2", heardText: "", complete: true },
    { type: "heard", at, turnId: "turn_1", text: "My card is 4242 4242 4242 4242" },
  ];
  let { state, revision } = first;
  for (const event of events) {
    state = advance(first.flow, state, event, ctx.clock.now()).state;
    ({ revision } = await keepConversation(ctx, { conversationId: opening.conversationId, revision, state }));
  }
  const again = await openConversation(ctx, opening);
  expect(again).toMatchObject({ state, revision: 4 });
  const { rows } = await withTenant(ctx, (tx) =>
    tx.execute<{ position: number; speaker: string; text: string }>(
      sql`select position, speaker, text from conversation_turns order by position`,
    ),
  );
  expect(rows.map((row) => [row.position, row.speaker])).toEqual([
    [1, "us"],
    [2, "us"],
    [3, "them"],
  ]);
  expect(rows[2]?.text).toBe("My card is [card number]");
});

test("one process at a time holds it: whoever is slower is told so, and keeps nothing", async () => {
  const { ctx, opening } = await opened();
  const { state, revision } = await openConversation(ctx, opening);
  const held = { conversationId: opening.conversationId, revision, state };
  await keepConversation(ctx, held);
  await expect(keepConversation(ctx, held)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a conversation of another debtor, or of another workspace, cannot be gone on with", async () => {
  const { ctx, opening } = await opened();
  await openConversation(ctx, opening);
  const other = await makeDebtor(ctx);
  await expect(openConversation(ctx, { ...opening, debtorId: other.debtorId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const stranger = await makeWorkspace();
  await expect(openConversation(stranger.ctx, opening)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
