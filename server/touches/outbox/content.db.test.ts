import { expect, test } from "vitest";
import { lineGraph, makeDebtor, startCampaign, steps } from "@/server/campaigns/testing/receivables";
import { wakeDue } from "@/server/campaigns/waking/wake-due";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftNode } from "@/server/journeys/graph/schema";
import { makeWorkspace } from "@/server/testing/workspace";
import { dispatchTouches } from "@/server/touches/dispatch/dispatch-touches";
import { touchesOf } from "@/server/touches/testing/queued-touches";
import { recordingEmail, testTools } from "@/server/touches/testing/recording-vendors";

async function mail(text: string, dueOn = "2026-02-01") {
  const { ctx } = await makeWorkspace();
  await makeDebtor(ctx, { dueOn });
  await startCampaign(ctx, lineGraph([{ ...steps.email("mail"), body: textToBody(text) } as DraftNode]));
  await wakeDue(ctx);
  const port = recordingEmail();
  await dispatchTouches(ctx, { channel: "email", port }, testTools);
  const [touch] = await touchesOf(ctx);
  return { received: port.received.length, status: touch?.status, code: touch?.result_code };
}

test("a text that threatens what no creditor may do, or advertises, never leaves", async () => {
  expect(await mail("Pay {{balance}} or we will have you arrested.")).toEqual({
    received: 0,
    status: "failed",
    code: "CONTENT_FALSE_THREAT",
  });
  expect(await mail("10% off if you ship again. {{balance}}")).toMatchObject({
    received: 0,
    status: "failed",
  });
  expect(await mail("Please pay {{balance}}.")).toMatchObject({ received: 1, status: "sent" });
});

test("a suit is threatened only while the law allows it", async () => {
  expect(await mail("Otherwise we will take legal action. {{balance}}")).toMatchObject({ received: 1 });
  expect(await mail("Otherwise we will take legal action. {{balance}}", "2024-08-01")).toMatchObject({
    received: 0,
    status: "refused",
    code: "CONTENT_TIME_BARRED",
  });
});
