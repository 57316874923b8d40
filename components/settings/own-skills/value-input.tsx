"use client";

import { useTranslations } from "next-intl";
import type { FieldType } from "@/components/settings/own-skills/skill-draft";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** One plain value, by its type. */
export function ValueInput({
  id,
  label,
  placeholder,
  type,
  options = [],
  value,
  onChange,
}: {
  id?: string;
  label: string;
  placeholder?: string;
  type: FieldType;
  options?: readonly string[];
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("settings.ownSkills");
  if (type === "boolean" || type === "enum") {
    const choices = type === "boolean" ? (["true", "false"] as const).map((key) => [key, t(key)] as const) : [];
    return (
      <NativeSelect id={id} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">–</option>
        {[...choices, ...options.map((option) => [option, option] as const)].map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </NativeSelect>
    );
  }
  return (
    <Input
      id={id}
      aria-label={label}
      placeholder={placeholder}
      type={type === "date" ? "date" : "text"}
      inputMode={type === "number" ? "decimal" : undefined}
      value={value}
      maxLength={500}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
