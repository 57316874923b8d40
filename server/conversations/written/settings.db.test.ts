import { expect, test } from "vitest";
import { publishedFlow } from "@/server/calls/testing/led-call";
import { chooseForMessages, getAnswering } from "@/server/conversations/written/settings";
import { createFlow } from "@/server/flows/create-flow";
import { fromPublicId } from "@/server/public-ids";
import { makeWorkspace } from "@/server/testing/workspace";

test("a conversation is chosen by who may, must be published, and needs a model", async () => {
  const { ctx, as } = await makeWorkspace();
  const flowId = fromPublicId("flow", await publishedFlow(ctx)) ?? "";
  await expect(chooseForMessages(as("viewer"), { channel: "sms", flowId }, true)).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(chooseForMessages(ctx, { channel: "sms", flowId }, false)).rejects.toMatchObject({
    code: "LIVE_NEEDS_KEYS",
  });
  await expect(chooseForMessages(ctx, { channel: "sms", flowId: ctx.tenantId }, true)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const drawn = await createFlow(ctx, { name: "A drawing" });
  await expect(
    chooseForMessages(ctx, { channel: "sms", flowId: fromPublicId("flow", drawn.id) ?? "" }, true),
  ).rejects.toMatchObject({
    code: "PRECONDITION",
  });
  await chooseForMessages(ctx, { channel: "sms", flowId }, true);
  expect(await getAnswering(ctx)).toMatchObject({ sms: { name: "Payment reminder" } });
  await chooseForMessages(ctx, { channel: "sms", flowId: null }, true);
  expect(await getAnswering(ctx)).toEqual({ sms: null, email: null });
});
