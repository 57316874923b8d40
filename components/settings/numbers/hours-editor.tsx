"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { type OpeningHours, weekdays } from "@/server/numbers/contract";

const office = { from: "09:00", to: "17:00" };
const officeHours: OpeningHours = { mon: office, tue: office, wed: office, thu: office, fri: office };

/** When a number answers: always, or on these weekdays from then to then. */
export function HoursEditor({
  hours,
  onChange,
}: {
  hours: OpeningHours | null;
  onChange: (hours: OpeningHours | null) => void;
}) {
  const t = useTranslations("settings.numbers");
  const id = useId();
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-2 text-sm font-medium">{t("hours")}</legend>
      <div className="flex items-center gap-2.5 text-sm">
        <Checkbox
          id={id}
          checked={hours === null}
          onCheckedChange={(chosen) => onChange(chosen === true ? null : officeHours)}
        />
        <label htmlFor={id}>{t("always")}</label>
      </div>
      {hours &&
        weekdays.map((day) => {
          const open = hours[day];
          const { [day]: _closed, ...others } = hours;
          return (
            <div key={day} className="flex min-h-9 flex-wrap items-center gap-2.5 text-sm">
              <Checkbox
                id={`${id}-${day}`}
                checked={open !== undefined}
                onCheckedChange={(chosen) => onChange(chosen === true ? { ...hours, [day]: office } : others)}
              />
              <label className="w-24" htmlFor={`${id}-${day}`}>
                {t(`days.${day}`)}
              </label>
              {open &&
                (["from", "to"] as const).map((end) => (
                  <Input
                    key={end}
                    type="time"
                    className="w-28"
                    required
                    aria-label={t(end === "from" ? "opensOn" : "closesOn", { day: t(`days.${day}`) })}
                    value={open[end]}
                    onChange={(event) => onChange({ ...hours, [day]: { ...open, [end]: event.target.value } })}
                  />
                ))}
            </div>
          );
        })}
      <p className="text-xs text-muted-foreground">{t("hoursHint")}</p>
    </fieldset>
  );
}
