"use client";

import { useLocale } from "next-intl";
import { useId, useRef } from "react";
import { VariableMenu } from "@/components/flow-builder/fields/variable-menu";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { SpokenText } from "@/server/flows/graph/settings";
import type { Language } from "@/server/flows/languages";

type Props = {
  label: string;
  languages: readonly Language[];
  slots: readonly string[];
  text: SpokenText | undefined;
  readOnly: boolean;
  /** Languages in which something is wrong with it. */
  wrong?: (language: Language) => boolean;
  onChange: (text: SpokenText, language: Language) => void;
};

/** A sentence that is said word for word, in each language of the conversation. */
export function SpokenField({ label, languages, text, ...props }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {languages.map((language) => (
        <OneLanguage
          key={language}
          {...props}
          language={language}
          words={text?.[language] ?? ""}
          onChange={(words) => props.onChange({ ...text, [language]: words }, language)}
        />
      ))}
    </fieldset>
  );
}

function OneLanguage({
  language,
  words,
  slots,
  readOnly,
  wrong,
  onChange,
}: Omit<Props, "label" | "languages" | "text" | "onChange"> & {
  language: Language;
  words: string;
  onChange: (words: string) => void;
}) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const name = new Intl.DisplayNames(useLocale(), { type: "language" }).of(language) ?? language;
  return (
    <div className="grid gap-1">
      <div className="flex h-6 items-center justify-between">
        <Label htmlFor={id} className="text-xs font-normal text-muted-foreground">
          {name}
        </Label>
        {!readOnly && (
          <VariableMenu
            field={name}
            slots={slots}
            onPick={(variable) => {
              const at = box.current?.selectionStart ?? words.length;
              onChange(`${words.slice(0, at)}{{${variable}}}${words.slice(at)}`);
            }}
          />
        )}
      </div>
      <Textarea
        ref={box}
        id={id}
        rows={3}
        lang={language}
        maxLength={1_000}
        disabled={readOnly}
        aria-invalid={wrong?.(language)}
        value={words}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
