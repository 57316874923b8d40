"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ConditionProps } from "@/components/rules/condition-fields";
import { Input } from "@/components/ui/input";
import { ageingBuckets, debtorKinds, type FactsOf, riskLevels } from "@/server/journeys/rules/facts";

/** Facts with few values: each is a box to tick. */
const known = {
  ageing_bucket: ageingBuckets,
  risk: riskLevels,
  debtor_kind: debtorKinds,
  reachable: ["email", "sms", "voice"],
} as const;

type Props = ConditionProps<FactsOf<"enum"> | FactsOf<"set">>;

/** Some of the known values, or a list that is typed. */
export function ValuesField(props: Props) {
  return props.condition.fact in known ? <Boxes {...props} /> : <Listed {...props} />;
}

function Boxes({ condition, onChange }: Props) {
  const t = useTranslations("rules.values");
  const { fact, values } = condition;
  const offered: readonly string[] = known[fact as keyof typeof known];
  return (
    <span className="flex flex-wrap gap-x-2.5 gap-y-1">
      {offered.map((value) => (
        <label key={value} className="flex items-center gap-1 text-xs">
          <input
            type="checkbox"
            className="size-3.5 accent-primary"
            checked={values.includes(value)}
            onChange={(event) =>
              onChange({
                ...condition,
                values: offered.filter((each) => (each === value ? event.target.checked : values.includes(each))),
              })
            }
          />
          {t(`${fact}.${value}` as "risk.low")}
        </label>
      ))}
    </span>
  );
}

function Listed({ condition, onChange }: Props) {
  const t = useTranslations("rules.editor");
  const [typed, setTyped] = useState<string | null>(null);
  const upper = condition.fact === "country" || condition.fact === "currency";
  return (
    <Input
      aria-label={t("values")}
      title={t("values")}
      className="h-7 w-36 text-xs"
      value={typed ?? condition.values.join(", ")}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        const values = event.target.value
          .split(",")
          .map((value) => (upper ? value.trim().toUpperCase() : value.trim()))
          .filter((value) => value !== "");
        onChange({ ...condition, values: [...new Set(values)].slice(0, 100) }, true);
      }}
    />
  );
}
