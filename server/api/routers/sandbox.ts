import { router, workspaceProcedure } from "@/server/api/trpc";
import { answerAsDebtor, hangUpAsDebtor, pressAsDebtor, sayAsDebtor } from "@/server/sandbox/answer-call";
import { callAsDebtor } from "@/server/sandbox/call-as-debtor";
import {
  answerInput,
  callUsInput,
  deliveryInput,
  listDeliveriesInput,
  pressInput,
  replyInput,
  type SandboxTurn,
  sayInput,
} from "@/server/sandbox/contract";
import { getMail } from "@/server/sandbox/get-mail";
import { hearCall } from "@/server/sandbox/hear-call";
import { listDeliveries, listSandboxDebtors } from "@/server/sandbox/list-deliveries";
import { replyAsDebtor, unsubscribeAsDebtor } from "@/server/sandbox/reply-as-debtor";
import type { TenantContext } from "@/server/tenant-context";
import { workQueue } from "@/server/wiring";
import { conversationModel, moderation } from "@/server/wiring/models";

export const sandboxRouter = router({
  deliveries: workspaceProcedure
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx.workspace, input)),
  debtors: workspaceProcedure.query(({ ctx }) => listSandboxDebtors(ctx.workspace)),
  heard: workspaceProcedure.input(deliveryInput).query(({ ctx, input }) => hearCall(ctx.workspace, input)),
  mail: workspaceProcedure.input(deliveryInput).query(({ ctx, input }) => getMail(ctx.workspace, input)),
  reply: workspaceProcedure.input(replyInput).mutation(({ ctx, input }) => replyAsDebtor(ctx.workspace, input)),
  unsubscribe: workspaceProcedure
    .input(deliveryInput)
    .mutation(({ ctx, input }) => unsubscribeAsDebtor(ctx.workspace, input)),
  answer: workspaceProcedure
    .input(answerInput)
    .mutation(({ ctx, input }) =>
      following(ctx.workspace, answerAsDebtor(ctx.workspace, input, conversationModel("sandbox")), isListening),
    ),
  say: workspaceProcedure
    .input(sayInput)
    .mutation(({ ctx, input }) =>
      following(
        ctx.workspace,
        sayAsDebtor(ctx.workspace, input, conversationModel("sandbox"), moderation("sandbox")),
        isListening,
      ),
    ),
  press: workspaceProcedure
    .input(pressInput)
    .mutation(({ ctx, input }) => following(ctx.workspace, pressAsDebtor(ctx.workspace, input), isListening)),
  callUs: workspaceProcedure
    .input(callUsInput)
    .mutation(({ ctx, input }) => callAsDebtor(ctx.workspace, input, conversationModel("sandbox"))),
  hangUp: workspaceProcedure
    .input(deliveryInput)
    .mutation(({ ctx, input }) => following(ctx.workspace, hangUpAsDebtor(ctx.workspace, input), () => false)),
});

/** Whoever plays a call sees what follows it at once, and not with the next sweep. */
async function following<Heard>(ctx: TenantContext, turn: Promise<Heard>, goesOn: (heard: Heard) => boolean) {
  const heard = await turn;
  if (!goesOn(heard)) await workQueue().announce({ name: "calls/followups.due", data: { tenantId: ctx.tenantId } });
  return heard;
}

const isListening = ({ hears, gather }: SandboxTurn) => hears || gather !== null;
