"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { When } from "@/components/ui/when";
import type { TaskQuestion } from "@/server/escalations/contract";
import { formatMoney } from "@/server/money";

/** What a journey asks, with the amounts that a yes would charge; the debtor goes on with the answer. */
export function QuestionAnswers({ question }: { question: TaskQuestion }) {
  const t = useTranslations("overview.tasks");
  const errorText = useErrorText();
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayAnswer = useMay("tasks.answer");
  const answer = useMutation(
    trpc.overview.answerQuestion.mutationOptions({
      onSuccess: (_result, { answer: given }) => void toast.success(t(given === "yes" ? "answeredYes" : "answeredNo")),
      onError: (error) =>
        void toast.error(errorFacts(error).code === "PRECONDITION" ? t("questionClosed") : errorText(error)),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.overview.tasks.pathKey() }),
    }),
  );
  return (
    <div className="grid justify-items-end gap-1">
      {question.fees.map((fee) => (
        <span key={fee.currency} className="text-sm font-medium tabular-nums">
          {t("feeLines", { amount: formatMoney(fee, locale), count: fee.invoices })}
        </span>
      ))}
      <span className="text-xs text-muted-foreground">
        {t("until")} <When at={question.until} />
      </span>
      {mayAnswer && (
        <span className="flex gap-1.5">
          {(["yes", "no"] as const).map((given) => (
            <Button
              key={given}
              size="sm"
              variant={given === "yes" ? "default" : "outline"}
              pending={answer.isPending && answer.variables.answer === given}
              onClick={() => answer.mutate({ questionId: question.id, answer: given })}
            >
              {t(given)}
            </Button>
          ))}
        </span>
      )}
    </div>
  );
}
