"use client";

import { useTranslations } from "next-intl";
import type { FlowEditor } from "@/components/flow-builder/flow-kit";
import { StepCard } from "@/components/flow-builder/words/step-card";
import { updateNode } from "@/server/flows/graph/edits";
import { portsOf } from "@/server/flows/graph/ports";
import { readingOrderOf } from "@/server/graphs/order";

/** A conversation as it is read aloud: its words step by step, to be changed where they stand. */
export function WordsView({ editor }: { editor: FlowEditor }) {
  const t = useTranslations("flows");
  const { graph, edit, readOnly, select } = editor;
  const problemWords = editor.kit.useProblemWords(graph);
  return (
    <div className="h-full overflow-y-auto">
      <ol className="mx-auto grid max-w-3xl gap-3 px-3 py-3 md:px-6" aria-label={t("steps")}>
        {readingOrderOf(graph, portsOf).map(({ node }) => (
          <StepCard
            key={node.id}
            node={node}
            flow={graph}
            problems={editor.problems.filter(({ nodeId }) => nodeId === node.id)}
            problemWords={problemWords}
            readOnly={readOnly}
            onSelect={() => select([node.id])}
            onChange={(next, field) => edit((flow) => updateNode(flow, next), field && `${node.id}.${field}`)}
          />
        ))}
      </ol>
    </div>
  );
}
