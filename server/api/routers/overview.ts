import { ageingAsOf } from "@/server/analytics/ageing-as-of";
import { ageingInput, moneyRowsInput, overviewInput } from "@/server/analytics/contract";
import { getOverview } from "@/server/analytics/get-overview";
import { listMoney } from "@/server/analytics/list-money";
import { router, workspaceProcedure } from "@/server/api/trpc";
import { answerQuestion } from "@/server/campaigns/answer-question";
import { completeTask, reopenTask } from "@/server/escalations/complete-task";
import { answerQuestionInput, listTasksInput, taskIdInput } from "@/server/escalations/contract";
import { listTasks } from "@/server/escalations/list-tasks";

export const overviewRouter = router({
  get: workspaceProcedure.input(overviewInput).query(({ ctx, input }) => getOverview(ctx.workspace, input)),
  ageing: workspaceProcedure.input(ageingInput).query(({ ctx, input }) => ageingAsOf(ctx.workspace, input)),
  money: workspaceProcedure.input(moneyRowsInput).query(({ ctx, input }) => listMoney(ctx.workspace, input)),
  tasks: workspaceProcedure.input(listTasksInput).query(({ ctx, input }) => listTasks(ctx.workspace, input)),
  answerQuestion: workspaceProcedure
    .input(answerQuestionInput)
    .mutation(({ ctx, input }) => answerQuestion(ctx.workspace, input)),
  completeTask: workspaceProcedure.input(taskIdInput).mutation(({ ctx, input }) => completeTask(ctx.workspace, input)),
  reopenTask: workspaceProcedure.input(taskIdInput).mutation(({ ctx, input }) => reopenTask(ctx.workspace, input)),
});
