"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { textsOf, withMore, withText } from "@/components/flow-builder/outline/spoken-texts";
import { TextField } from "@/components/flow-builder/outline/text-field";
import { kindIcon } from "@/components/flow-builder/step-kinds";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { FormField } from "@/components/ui/form-field";
import { Textarea } from "@/components/ui/textarea";
import type { Problem } from "@/server/flows/graph/checks/problems";
import { portsOf } from "@/server/flows/graph/ports";
import type { DraftFlow, DraftNode } from "@/server/flows/graph/schema";

/** A step as it is read aloud: what it says in each language, what the model is told, and where it leads. */
export function StepCard({
  node,
  flow,
  problems,
  readOnly,
  onChange,
}: {
  node: DraftNode;
  flow: DraftFlow;
  problems: readonly Problem[];
  readOnly: boolean;
  onChange: (node: DraftNode) => void;
}) {
  const t = useTranslations("flows");
  const Icon = kindIcon[node.kind];
  const ways = waysOf(node, flow);
  return (
    <li>
      <Card id={`step-${node.id}`} className="scroll-mt-20">
        <CardHeader>
          <CardTitle className="flex items-center gap-2">
            <Icon className="size-4 text-muted-foreground" aria-hidden />
            {node.title || t(`kinds.${node.kind}`)}
            {node.title && <span className="text-xs font-normal text-muted-foreground">{t(`kinds.${node.kind}`)}</span>}
          </CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          {problems.map(({ code, reason, detail }) => (
            <p key={`${code} ${detail ?? ""}`} className="text-sm text-destructive-strong">
              {t.has(`problems.${code}`) ? t(`problems.${code}`) : reason}
            </p>
          ))}
          {textsOf(node).map(({ place, text }) => (
            <TextField
              key={place.field === "sentences" ? place.index : place.field}
              languages={flow.languages}
              text={text}
              readOnly={readOnly}
              onChange={(next) => onChange(withText(node, place, next))}
            />
          ))}
          {(node.kind === "start" || node.kind === "say") && !readOnly && (
            <Button variant="outline" size="sm" className="justify-self-start" onClick={() => onChange(withMore(node))}>
              <Plus aria-hidden /> {t("moreSentence")}
            </Button>
          )}
          {"instruction" in node && node.instruction !== undefined && (
            <FormField label={t("instruction")} hint={t("instructionHint")}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={2}
                  maxLength={1_000}
                  disabled={readOnly}
                  value={node.instruction}
                  onChange={({ target }) => onChange({ ...node, instruction: target.value })}
                />
              )}
            </FormField>
          )}
          {ways.length > 0 && (
            <ul className="grid gap-1 text-sm">
              {ways.map(({ port, label, to }) => (
                <li key={port} className="flex flex-wrap gap-x-2">
                  <span className="text-muted-foreground">
                    {label ?? (t.has(`ports.${port}`) ? t(`ports.${port}`) : port)}
                  </span>
                  {to ? (
                    <a
                      href={`#step-${to.id}`}
                      className="rounded-sm underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                    >
                      → {to.title || t(`kinds.${to.kind}`)}
                    </a>
                  ) : (
                    <span className="text-destructive-strong">{t("leadsNowhere")}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </CardContent>
      </Card>
    </li>
  );
}

type Way = { port: string; label: string | undefined; to: DraftNode | undefined };

/** Where a step leads, by each of its ways out. */
function waysOf(node: DraftNode, flow: DraftFlow): Way[] {
  const labels = new Map<string, string>();
  if (node.kind === "listen") for (const { id, label } of node.paths ?? []) labels.set(id, label);
  if (node.kind === "menu") for (const { id, digit, label } of node.options ?? []) labels.set(id, `${digit}: ${label}`);
  return portsOf(node)
    .toReversed()
    .map((port) => {
      const edge = flow.edges.find(({ from, port: by }) => from === node.id && by === port);
      return { port, label: labels.get(port), to: flow.nodes.find(({ id }) => id === edge?.to) };
    });
}
