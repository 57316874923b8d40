"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ItemTools } from "@/components/flow-builder/fields/item-tools";
import { SpokenField } from "@/components/flow-builder/fields/spoken-field";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { useSlots } from "@/components/flow-builder/slots";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Textarea } from "@/components/ui/textarea";
import type { DraftNode, NodeKind } from "@/server/flows/graph/schema";
import type { SpokenText } from "@/server/flows/graph/settings";
import type { Opening } from "@/server/flows/graph/speech";

const sentencesMax = 8;

/** What is said word for word, sentence after sentence. */
export function Sentences({
  list = "sentences",
  sentences = [],
  graph,
  onSentences: set,
  wrong,
  readOnly,
}: Pick<FormProps<NodeKind>, "graph" | "wrong" | "readOnly"> & {
  /** Which of the lists that a step may have. */
  list?: Opening;
  sentences: SpokenText[] | undefined;
  onSentences: (next: SpokenText[], field?: string) => void;
}) {
  const t = useTranslations("flows");
  const slots = useSlots(graph);
  return (
    <section className="grid gap-3">
      {sentences.map((text, at) => {
        const name = t(`listed.${list}`, { number: at + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no identity but its place
          <div key={at} className="relative">
            <SpokenField
              label={name}
              languages={graph.languages}
              slots={slots}
              text={text}
              readOnly={readOnly}
              wrong={(language) => wrong.has(`${list} ${at + 1} ${language}`)}
              onChange={(next, language) => set(sentences.with(at, next), `${list}.${at}.${language}`)}
            />
            {!readOnly && (
              <div className="absolute -top-1 right-0">
                <ItemTools name={name} at={at} items={sentences} onChange={(next) => set(next)} />
              </div>
            )}
          </div>
        );
      })}
      {!readOnly && (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          disabled={sentences.length >= sentencesMax}
          onClick={() => set([...sentences, {}])}
        >
          <Plus aria-hidden /> {t("moreSentence")}
        </Button>
      )}
    </section>
  );
}

type Spoken = "question" | "prompt" | "filler" | "sentence" | "message" | "goodbye";

/** The one sentence of a step that is kept under a name of its own. */
export function OneSentence<Kind extends NodeKind>({
  node,
  graph,
  onChange,
  wrong,
  readOnly,
  field,
}: FormProps<Kind> & { field: Spoken }) {
  const t = useTranslations("flows.fields");
  const slots = useSlots(graph);
  const text = (node as Partial<Record<Spoken, SpokenText>>)[field];
  return (
    <SpokenField
      label={t(field)}
      languages={graph.languages}
      slots={slots}
      text={text}
      readOnly={readOnly}
      wrong={(language) => wrong.has(field) || wrong.has(`${field} ${language}`)}
      onChange={(next, language) => onChange({ ...node, [field]: next } as typeof node, `${field}.${language}`)}
    />
  );
}

/** What the model is told to do here, and nothing beyond. */
export function Instruction<Kind extends NodeKind>({ node, onChange, wrong }: FormProps<Kind>) {
  const t = useTranslations("flows");
  const { instruction = "" } = node as DraftNode & { instruction?: string };
  return (
    <FormField label={t("instruction")} hint={t("instructionHint")}>
      {(control) => (
        <Textarea
          {...control}
          rows={4}
          maxLength={1_000}
          aria-invalid={wrong.has("instruction")}
          value={instruction}
          onChange={({ target }) =>
            onChange({ ...node, instruction: target.value || undefined } as typeof node, "instruction")
          }
        />
      )}
    </FormField>
  );
}
