"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { useNow } from "@/components/ui/now";

/** Sandbox only: replay a history from a day; `allSettled`: otherwise the file leaves nothing to collect. */
export function AsOfQuestion({
  allSettled,
  value,
  onChange,
}: {
  allSettled: boolean;
  value: string | null;
  onChange: (day: string | null) => void;
}) {
  const t = useTranslations("imports.questions");
  const id = useId();
  const now = useNow();
  return (
    <section className="grid gap-4 rounded-lg border bg-card p-4 sm:p-5">
      <div className="space-y-1">
        <h2 className="text-sm font-semibold">{t("asOf")}</h2>
        {allSettled && value === null && <p className="text-sm text-warning-strong">{t("asOfAllSettled")}</p>}
        <p className="text-sm text-muted-foreground">{t("asOfHint")}</p>
      </div>
      <div className="flex items-center gap-2.5">
        <Checkbox
          id={id}
          checked={value !== null}
          onCheckedChange={(on) => onChange(on === true ? now.toISOString().slice(0, 10) : null)}
        />
        <Label htmlFor={id}>{t("asOfToggle")}</Label>
      </div>
      {value !== null && (
        <FormField label={t("asOfDay")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              className="w-44"
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </FormField>
      )}
    </section>
  );
}
