"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { SignalKind } from "@/server/journeys/graph/schema";

/** Which of some signals. */
export function SignalChecklist({
  legend,
  hint,
  offered,
  chosen,
  onChange,
  disabled,
}: {
  legend: string;
  hint?: string;
  offered: readonly SignalKind[];
  chosen: readonly SignalKind[];
  onChange: (chosen: SignalKind[]) => void;
  disabled: boolean;
}) {
  const t = useTranslations("journeys");
  const id = useId();
  return (
    <fieldset className="grid gap-2" disabled={disabled}>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {hint && <p className="-mt-1 text-xs text-muted-foreground">{hint}</p>}
      {offered.map((signal) => (
        <label key={signal} htmlFor={`${id}-${signal}`} className="flex items-center gap-2 text-sm">
          <Checkbox
            id={`${id}-${signal}`}
            checked={chosen.includes(signal)}
            disabled={disabled}
            onCheckedChange={(on) =>
              onChange(
                on
                  ? offered.filter((other) => other === signal || chosen.includes(other))
                  : chosen.filter((other) => other !== signal),
              )
            }
          />
          {t(`signals.${signal}`)}
        </label>
      ))}
    </fieldset>
  );
}
