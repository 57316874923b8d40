"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Chooses the day that an ageing is as of; null is today. */
export function AsOfField({
  value,
  today,
  onChange,
}: {
  value: string | null;
  today: string | undefined;
  onChange: (day: string | null) => void;
}) {
  const t = useTranslations("overview.ageing");
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-xs text-muted-foreground">
        {t("asOf")}
      </label>
      <Input
        id={id}
        type="date"
        className="h-7 w-36 text-xs"
        value={value ?? today ?? ""}
        max={today}
        onChange={(event) => {
          const day = event.target.value;
          onChange(day === "" || day === today ? null : day);
        }}
      />
      {value && (
        <Button variant="ghost" size="sm" onClick={() => onChange(null)}>
          {t("today")}
        </Button>
      )}
    </div>
  );
}
