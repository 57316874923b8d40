"use client";

import { type ReactNode, useId } from "react";

/** A few choices, each in full words. The browser's own radios: `required` is then told in the reader's language. */
export function RadioChoices<V extends string>({
  legend,
  hint,
  value,
  onChange,
  choices,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  value: V | undefined;
  onChange: (value: V) => void;
  choices: { value: V; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
}) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {hint && <p className="text-xs text-muted-foreground">{hint}</p>}
      {choices.map((choice) => (
        <label key={choice.value} className="flex items-start gap-2.5 text-sm has-disabled:opacity-50">
          <input
            type="radio"
            required
            name={name}
            value={choice.value}
            checked={value === choice.value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
            className="mt-0.5 size-4 shrink-0 accent-primary focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
          />
          <span>
            {choice.label}
            {choice.hint && <span className="block text-xs text-muted-foreground">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
