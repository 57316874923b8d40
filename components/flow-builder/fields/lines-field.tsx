"use client";

import { useState } from "react";
import { FormField } from "@/components/ui/form-field";
import { Textarea } from "@/components/ui/textarea";

type Props = {
  label: string;
  hint?: string;
  lang?: string;
  lines: readonly string[];
  countMax: number;
  lengthMax: number;
  onChange: (lines: string[]) => void;
};

/** Several short texts, one a line. Keeps what is typed, also a line that is still empty. */
export function LinesField({ label, hint, lang, lines, countMax, lengthMax, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim().slice(0, lengthMax))
      .filter(Boolean)
      .slice(0, countMax);
  const isTyping = typed !== null && read(typed).join("\n") === lines.join("\n");
  return (
    <FormField label={label} hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          rows={3}
          lang={lang}
          value={isTyping ? typed : lines.join("\n")}
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(read(target.value));
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </FormField>
  );
}
