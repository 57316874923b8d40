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
  sayInput,
} from "@/server/sandbox/contract";
import { getMail } from "@/server/sandbox/get-mail";
import { listDeliveries, listSandboxDebtors } from "@/server/sandbox/list-deliveries";
import { replyAsDebtor, unsubscribeAsDebtor } from "@/server/sandbox/reply-as-debtor";
import { conversationModel } from "@/server/wiring";

export const sandboxRouter = router({
  deliveries: workspaceProcedure
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx.workspace, input)),
  debtors: workspaceProcedure.query(({ ctx }) => listSandboxDebtors(ctx.workspace)),
  mail: workspaceProcedure.input(deliveryInput).query(({ ctx, input }) => getMail(ctx.workspace, input)),
  reply: workspaceProcedure.input(replyInput).mutation(({ ctx, input }) => replyAsDebtor(ctx.workspace, input)),
  unsubscribe: workspaceProcedure
    .input(deliveryInput)
    .mutation(({ ctx, input }) => unsubscribeAsDebtor(ctx.workspace, input)),
  answer: workspaceProcedure
    .input(answerInput)
    .mutation(({ ctx, input }) => answerAsDebtor(ctx.workspace, input, conversationModel("sandbox"))),
  say: workspaceProcedure
    .input(sayInput)
    .mutation(({ ctx, input }) => sayAsDebtor(ctx.workspace, input, conversationModel("sandbox"))),
  press: workspaceProcedure.input(pressInput).mutation(({ ctx, input }) => pressAsDebtor(ctx.workspace, input)),
  callUs: workspaceProcedure
    .input(callUsInput)
    .mutation(({ ctx, input }) => callAsDebtor(ctx.workspace, input, conversationModel("sandbox"))),
  hangUp: workspaceProcedure.input(deliveryInput).mutation(({ ctx, input }) => hangUpAsDebtor(ctx.workspace, input)),
});
