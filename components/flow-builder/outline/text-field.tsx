"use client";

import { useLocale } from "next-intl";
import { FormField } from "@/components/ui/form-field";
import { Textarea } from "@/components/ui/textarea";
import type { SpokenText } from "@/server/flows/graph/settings";
import type { Language } from "@/server/flows/languages";

/** A sentence that is said word for word, in each language of the conversation. */
export function TextField({
  languages,
  text,
  readOnly,
  onChange,
}: {
  languages: readonly Language[];
  text: SpokenText;
  readOnly: boolean;
  onChange: (text: SpokenText) => void;
}) {
  const names = new Intl.DisplayNames(useLocale(), { type: "language" });
  return (
    <div className="grid items-start gap-3 md:grid-cols-2">
      {languages.map((language) => (
        <FormField key={language} label={names.of(language) ?? language}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              lang={language}
              maxLength={1_000}
              disabled={readOnly}
              value={text[language] ?? ""}
              onChange={({ target }) => onChange({ ...text, [language]: target.value })}
            />
          )}
        </FormField>
      ))}
    </div>
  );
}
