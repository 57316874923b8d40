"use client";

import { useFormatter, useTranslations } from "next-intl";
import { stepLooks, useStepWords } from "@/components/journey-builder/step-kinds";
import type { StepCount } from "@/components/simulation/flow-map";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { readingOrder } from "@/server/journeys/graph/projections/order";
import type { ExecutableGraph } from "@/server/journeys/graph/schema";

/** The same counts as on the map, to be read line by line. */
export function StepCounts({
  graph,
  counts,
  entered,
}: {
  graph: ExecutableGraph;
  counts: ReadonlyMap<string, StepCount>;
  entered: number;
}) {
  const t = useTranslations("simulation");
  const words = useStepWords();
  const format = useFormatter();
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("step")}</TableHead>
          <TableHead className="text-right">{t("here")}</TableHead>
          <TableHead className="text-right">{t("passedHead")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {readingOrder(graph).map(({ node }) => {
          const { here, passed } = counts.get(node.id) ?? { here: 0, passed: 0 };
          const { icon: Icon, text } = stepLooks[node.kind];
          return (
            <TableRow key={node.id}>
              <TableCell className="max-w-0 w-full">
                <span className="flex items-center gap-2">
                  <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
                  <span className="truncate">{words.title(node)}</span>
                </span>
                <span
                  className="mt-1 block h-1 rounded-full bg-primary/60"
                  style={{ width: `${entered === 0 ? 0 : Math.round((here / entered) * 100)}%` }}
                  aria-hidden
                />
              </TableCell>
              <TableCell className="text-right font-medium tabular-nums">{format.number(here)}</TableCell>
              <TableCell className="text-right text-muted-foreground tabular-nums">{format.number(passed)}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
