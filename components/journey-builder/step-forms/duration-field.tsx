"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type Duration, duration } from "@/server/journeys/graph/schema";

const units = duration.shape.unit.options;

/** A length of time in whole units. */
export function DurationField({
  label,
  value,
  onChange,
  disabled,
}: {
  label: string;
  value: Duration | undefined;
  onChange: (value: Duration) => void;
  disabled: boolean;
}) {
  const t = useTranslations("journeys");
  const id = useId();
  const current = value ?? { amount: 3, unit: "days" };
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <div className="flex gap-2">
        <Input
          id={id}
          type="number"
          inputMode="numeric"
          min={1}
          max={365}
          className="w-24"
          disabled={disabled}
          value={value?.amount ?? ""}
          onChange={(event) => {
            const amount = Math.round(event.target.valueAsNumber);
            if (amount >= 1 && amount <= 365) onChange({ ...current, amount });
          }}
        />
        <Select
          value={current.unit}
          disabled={disabled}
          onValueChange={(unit) => onChange({ ...current, unit: duration.shape.unit.parse(unit) })}
        >
          <SelectTrigger aria-label={t("unit")} className="w-36">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {units.map((unit) => (
              <SelectItem key={unit} value={unit}>
                {t(`unitNames.${unit}`)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
    </div>
  );
}
