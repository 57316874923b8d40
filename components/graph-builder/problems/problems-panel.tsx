"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Editor } from "@/components/graph-builder/editing/use-editor";

/** Everything that stands between the draft and publishing it; a press goes to the step, and `onGo` hears of it. */
export function ProblemsPanel({ editor, onGo }: { editor: Editor; onGo?: () => void }) {
  const t = useTranslations("builder");
  const { kit } = editor;
  const words = kit.useWords();
  const problemWords = kit.useProblemWords(editor.graph);
  if (editor.problems.length === 0) {
    return (
      <p className="flex items-center gap-2 text-sm text-muted-foreground">
        <CircleCheck className="size-4 text-success" aria-hidden />
        {t("noProblems")}
      </p>
    );
  }
  return (
    <ul className="-mx-2 grid">
      {editor.problems.map((problem, index) => {
        const node = editor.graph.nodes.find((candidate) => candidate.id === problem.nodeId);
        const text = (
          <>
            <span className="block text-xs font-medium">
              {node ? words.title(node) : t("whole", { thing: kit.thing })}
            </span>
            <span className="block text-xs text-destructive-strong">{problemWords(problem)}</span>
          </>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be of the same kind
          <li key={index}>
            {node ? (
              <button
                type="button"
                className="w-full rounded-md px-2 py-1.5 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
                onClick={() => {
                  editor.select([node.id]);
                  onGo?.();
                }}
              >
                {text}
              </button>
            ) : (
              <div className="px-2 py-1.5">{text}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
