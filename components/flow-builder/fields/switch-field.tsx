"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

type Props = { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void };

/** One thing that is so or not. */
export function SwitchField({ label, hint, checked, onChange }: Props) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-start gap-2 text-sm">
      <Checkbox id={id} className="mt-0.5" checked={checked} onCheckedChange={(on) => onChange(on === true)} />
      <span>
        {label}
        {hint && <span className="block text-xs text-muted-foreground">{hint}</span>}
      </span>
    </label>
  );
}
