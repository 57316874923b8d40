"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { QuestionAnswers } from "@/components/overview/question-answers";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { toastOffer } from "@/components/ui/overlays/toast-offer";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { TaskRow } from "@/server/escalations/contract";

const SHOWN = 8;
const SHOWN_ALL = 200;
const EVERY_MS = 30_000;

/** What a person must look at; done can be undone. Of one debtor it is there only where something is. */
export function TasksCard({ debtorId }: { debtorId?: string }) {
  const t = useTranslations("overview.tasks");
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayUpdate = useMay("tasks.update");
  const [all, setAll] = useState(false);
  const tasks = useQuery(
    trpc.overview.tasks.queryOptions(
      { debtorId, limit: all ? SHOWN_ALL : SHOWN },
      { refetchInterval: EVERY_MS, placeholderData: keepPreviousData },
    ),
  );
  const again = () => client.invalidateQueries({ queryKey: trpc.overview.tasks.pathKey() });
  const reopen = useMutation(trpc.overview.reopenTask.mutationOptions({ onSettled: again }));
  const complete = useMutation(
    trpc.overview.completeTask.mutationOptions({
      onSuccess: (_result, { taskId }) => {
        toast.success(
          t("doneToast"),
          toastOffer(t("undo"), () => reopen.mutate({ taskId })),
        );
      },
      onSettled: again,
    }),
  );
  const openCount = tasks.data?.openCount ?? 0;
  const hidden = openCount - (tasks.data?.tasks.length ?? 0);
  if (debtorId && !tasks.isError && openCount === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        {openCount > 0 && (
          <CardAction>
            <Badge variant="destructive" className="tabular-nums">
              {openCount}
            </Badge>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        <QueryBody query={tasks} skeleton={<Skeleton className="h-16" />}>
          {(data) =>
            data.tasks.length === 0 ? (
              <p className="flex items-center gap-2 text-sm text-muted-foreground">
                <CircleCheck className="size-4 text-success" aria-hidden /> {t("none")}
              </p>
            ) : (
              <ul className="divide-y">
                {data.tasks.map((task) => (
                  <Task
                    key={task.id}
                    task={task}
                    named={debtorId === undefined}
                    done={mayUpdate && !task.question ? () => complete.mutate({ taskId: task.id }) : null}
                    pending={complete.isPending && complete.variables.taskId === task.id}
                  />
                ))}
              </ul>
            )
          }
        </QueryBody>
        {hidden > 0 && !all && (
          <Button variant="ghost" size="sm" className="mt-2" onClick={() => setAll(true)}>
            {t("more", { count: hidden })}
          </Button>
        )}
      </CardContent>
    </Card>
  );
}

type TaskProps = { task: TaskRow; named: boolean; done: (() => void) | null; pending: boolean };

/** `named`: says whose it is and leads there. */
function Task({ task, named, done, pending }: TaskProps) {
  const t = useTranslations("overview.tasks");
  const { slug } = useWorkspace();
  const touch = task.subjectKind === "touch" && task.subjectId ? `/${slug}/touches/${task.subjectId}` : null;
  const request = task.subjectKind === "rightsRequest" && task.subjectId ? `/${slug}/privacy/${task.subjectId}` : null;
  const call = task.subjectKind === "call" && task.subjectId ? `/${slug}/calls/${task.subjectId}` : null;
  const href = touch ?? request ?? call ?? (named && task.debtorId ? `/${slug}/debtors/${task.debtorId}` : null);
  const title = t(`kinds.${task.kind}`);
  return (
    <li className="flex items-center gap-3 py-2 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1">
        {href ? (
          <Link
            href={href}
            className="block truncate rounded-sm font-medium underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
          >
            {title}
          </Link>
        ) : (
          <span className="block truncate font-medium">{title}</span>
        )}
        {task.note && <p className="text-sm whitespace-pre-line wrap-anywhere">{task.note}</p>}
        <p className="truncate text-xs text-muted-foreground">
          {named && task.debtorName && `${task.debtorName} · `}
          <When at={task.createdAt} />
        </p>
      </div>
      {task.question && <QuestionAnswers question={task.question} />}
      {done && (
        <Button variant="outline" size="sm" onClick={done} pending={pending} aria-label={`${t("done")}: ${title}`}>
          <Check aria-hidden /> {t("done")}
        </Button>
      )}
    </li>
  );
}
