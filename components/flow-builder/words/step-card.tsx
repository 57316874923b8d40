"use client";

import { useTranslations } from "next-intl";
import { SpokenField } from "@/components/flow-builder/fields/spoken-field";
import { Instruction } from "@/components/flow-builder/forms/sentences";
import { useSlots } from "@/components/flow-builder/slots";
import { stepLooks, useFlowWords } from "@/components/flow-builder/step-kinds";
import { textsOf, withText } from "@/components/flow-builder/words/spoken-texts";
import type { ProblemWords } from "@/components/graph-builder/kit";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { portsOf } from "@/server/flows/graph/ports";
import type { DraftFlow, DraftNode } from "@/server/flows/graph/schema";
import type { Problem } from "@/server/graphs/structure";

type Props = {
  node: DraftNode;
  flow: DraftFlow;
  problems: readonly Problem[];
  problemWords: ProblemWords;
  readOnly: boolean;
  onSelect: () => void;
  onChange: (node: DraftNode, field?: string) => void;
};

/** A step as it is read aloud: what it says in each language, what the model is told, and where it leads. */
export function StepCard({ node, flow, problems, problemWords, readOnly, onSelect, onChange }: Props) {
  const t = useTranslations("flows");
  const words = useFlowWords();
  const slots = useSlots(flow);
  const { icon: Icon, text } = stepLooks[node.kind];
  const wrong = new Set(problems.flatMap(({ detail }) => (detail ? [detail] : [])));
  return (
    <li>
      <Card id={`step-${node.id}`} className="scroll-mt-4">
        <CardHeader>
          <CardTitle>
            <button
              type="button"
              className="flex items-center gap-2 rounded-sm text-left outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
              onClick={onSelect}
            >
              <Icon className={cn("size-4 shrink-0", text)} aria-hidden />
              {words.title(node)}
              {node.title && <span className="text-xs font-normal text-muted-foreground">{words.kind(node.kind)}</span>}
            </button>
          </CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          {problems.map((problem) => (
            <p key={`${problem.code} ${problem.detail ?? ""}`} className="text-sm text-destructive-strong">
              {problemWords(problem)}
            </p>
          ))}
          {textsOf(node).map(({ place, text: said }) => {
            const isOfList = "index" in place;
            const name = isOfList
              ? t(`listed.${place.field}`, { number: place.index + 1 })
              : t(`fields.${place.field}`);
            const key = isOfList ? `${place.field}.${place.index}` : place.field;
            return (
              <SpokenField
                key={key}
                label={name}
                languages={flow.languages}
                slots={slots}
                text={said}
                readOnly={readOnly}
                onChange={(next, language) => onChange(withText(node, place, next), `${key}.${language}`)}
              />
            );
          })}
          {"instruction" in node && node.instruction !== undefined && (
            <Instruction node={node} graph={flow} wrong={wrong} readOnly={readOnly} onChange={onChange} />
          )}
          <Ways node={node} flow={flow} />
        </CardContent>
      </Card>
    </li>
  );
}

/** Where the step leads, by each of its ways out. */
function Ways({ node, flow }: { node: DraftNode; flow: DraftFlow }) {
  const t = useTranslations("flows");
  const words = useFlowWords();
  const ports = portsOf(node).toReversed();
  if (ports.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm">
      {ports.map((port) => {
        const edge = flow.edges.find((candidate) => candidate.from === node.id && candidate.port === port);
        const to = flow.nodes.find(({ id }) => id === edge?.to);
        return (
          <li key={port} className="flex flex-wrap gap-x-2">
            <span className="text-muted-foreground">{words.port(node, port)}</span>
            {to ? (
              <a
                href={`#step-${to.id}`}
                className="rounded-sm underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
              >
                → {words.title(to)}
              </a>
            ) : (
              <span className="text-destructive-strong">{t("leadsNowhere")}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
