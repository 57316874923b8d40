"use client";

import { type ReactNode, useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** One of a few. */
export function SelectField<Option extends string>(props: {
  label: string;
  value: Option | undefined;
  options: readonly { value: Option; label: string; disabled?: boolean }[];
  onChange: (value: Option) => void;
  unset?: string;
  invalid?: boolean;
  hint?: ReactNode;
}) {
  return (
    <FormField label={props.label} hint={props.hint}>
      {(control) => (
        <NativeSelect
          {...control}
          aria-invalid={props.invalid}
          value={props.value ?? ""}
          onChange={(event) => event.target.value && props.onChange(event.target.value as Option)}
        >
          {props.value === undefined && <option value="">{props.unset}</option>}
          {props.options.map(({ value, label, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {label}
            </option>
          ))}
        </NativeSelect>
      )}
    </FormField>
  );
}

export function TextField(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
  max?: number;
  invalid?: boolean;
  placeholder?: string;
  hint?: ReactNode;
}) {
  return (
    <FormField label={props.label} hint={props.hint}>
      {(control) => (
        <Input
          {...control}
          maxLength={props.max}
          aria-invalid={props.invalid}
          placeholder={props.placeholder}
          value={props.value ?? ""}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </FormField>
  );
}

/** Keeps what is typed while it is out of range; only what is in it becomes the setting. */
export function NumberField(props: {
  label: string;
  value: number | undefined;
  onChange: (value: number) => void;
  /** For a number that need not be there: the emptied field. */
  onClear?: () => void;
  min: number;
  max: number;
  step?: number;
  hint?: ReactNode;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const valid = (value: number) => value >= props.min && value <= props.max;
  return (
    <FormField label={props.label} hint={props.hint}>
      {(control) => (
        <Input
          {...control}
          type="number"
          className="w-28"
          min={props.min}
          max={props.max}
          step={props.step ?? 1}
          aria-invalid={typed !== null && !(typed === "" && props.onClear) && !valid(Number(typed))}
          value={typed ?? props.value ?? ""}
          onBlur={() => setTyped(null)}
          onChange={(event) => {
            setTyped(event.target.value);
            const { valueAsNumber } = event.target;
            if (event.target.value === "") props.onClear?.();
            const value = props.step ? valueAsNumber : Math.round(valueAsNumber);
            if (valid(value)) props.onChange(value);
          }}
        />
      )}
    </FormField>
  );
}

/** A date or a time of day; what the browser cannot read yet is not taken. */
export function MomentField(props: {
  label: string;
  type: "date" | "time";
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <FormField label={props.label}>
      {(control) => (
        <Input
          {...control}
          type={props.type}
          className="w-40"
          value={props.value}
          onChange={(event) =>
            event.target.value && props.onChange(event.target.value.slice(0, props.type === "time" ? 5 : 10))
          }
        />
      )}
    </FormField>
  );
}

/** Some of a few. */
export function CheckField<Option extends string | number>(props: {
  legend: string;
  options: readonly { value: Option; label: string; disabled?: boolean; hint?: string }[];
  chosen: readonly Option[];
  onChange: (chosen: Option[]) => void;
  columns?: boolean;
}) {
  const id = useId();
  return (
    <fieldset className={props.columns ? "grid grid-cols-2 gap-2" : "grid gap-2"}>
      <legend className="mb-1 text-sm font-medium">{props.legend}</legend>
      {props.options.map(({ value, label, disabled, hint }) => (
        <label key={value} htmlFor={`${id}-${value}`} className="flex items-start gap-2 text-sm">
          <Checkbox
            id={`${id}-${value}`}
            className="mt-0.5"
            checked={props.chosen.includes(value)}
            disabled={disabled && !props.chosen.includes(value)}
            onCheckedChange={(on) =>
              props.onChange(
                props.options
                  .map((option) => option.value)
                  .filter((other) => (other === value ? on === true : props.chosen.includes(other))),
              )
            }
          />
          <span className={disabled ? "text-muted-foreground" : undefined}>
            {label}
            {hint && <span className="block text-xs text-muted-foreground">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
