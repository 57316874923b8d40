import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { receiveReply } from "@/server/conversations/receive-reply";
import { dispatchAll, look } from "@/server/conversations/testing/sent-touch";
import { chooseForMessages } from "@/server/conversations/written/settings";
import { answering, conversationOf, goOn, sentTo } from "@/server/conversations/written/testing/answering";
import { fromPublicId } from "@/server/public-ids";

test("a debtor who answers a mail is answered by mail, by what is new in theirs, and may unsubscribe", async () => {
  const { ctx, flowId, debtor } = await answering();
  await chooseForMessages(ctx, { channel: "email", flowId: fromPublicId("flow", flowId) ?? "" }, true);
  const mail = { channel: "email", from: debtor.email.toUpperCase(), to: "billing@example.com" } as const;
  const text = "Who is this?\n\nOn Mon, 2 Mar 2026 at 09:00, Test Freight wrote:\n> You have the wrong number";
  expect(await receiveReply(ctx, { ...mail, subject: "Open invoices", text })).toMatchObject({ isTaken: true });
  await goOn(ctx);
  await dispatchAll(ctx);
  const sent = await look<{ subject: string; body: string; to_address: string }>(
    ctx,
    sql`select subject, body, to_address from sandbox_deliveries where tenant_id = ${ctx.tenantId} and channel = 'email'`,
  );
  expect(sent).toMatchObject([{ subject: "Re: Open invoices", to_address: debtor.email }]);
  expect(sent[0]?.body).toContain("Am I speaking with Dana Reyes?");
  expect(sent[0]?.body).toContain("/unsubscribe/");
  expect(await sentTo(ctx)).toEqual([]);
  expect(await conversationOf(ctx)).toMatchObject({ ended: false });

  await receiveReply(ctx, { ...mail, text: "You have the wrong person, I never heard of them" });
  await goOn(ctx);
  expect(await conversationOf(ctx)).toMatchObject({ ended: true, outcome: "wrong_person" });
  expect(await look(ctx, sql`select channel, address from opt_outs where tenant_id = ${ctx.tenantId}`)).toEqual([
    { channel: "email", address: debtor.email },
  ]);
});
