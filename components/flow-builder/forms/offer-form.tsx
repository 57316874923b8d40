"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SwitchField } from "@/components/flow-builder/fields/switch-field";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { Patience } from "@/components/flow-builder/forms/patience";
import { NumberField } from "@/components/graph-builder/fields/fields";
import type { OfferPolicy } from "@/server/flows/offers/policy";

const fresh: Required<OfferPolicy> = {
  extension: { daysMax: 14 },
  instalments: { countMax: 3, everyDays: 30, firstPercentMin: 25 },
  discount: { percentMax: 5, withinDays: 7 },
};

/** How far the conversation may go; nothing outside of it is ever offered. */
export function OfferForm(props: FormProps<"offer">) {
  const { node, onChange } = props;
  const t = useTranslations("flows.policy");
  const policy = node.policy ?? {};
  const { extension, instalments, discount } = policy;
  const set = (next: OfferPolicy, field?: string) => onChange({ ...node, policy: next }, field);
  const toggle = (part: keyof OfferPolicy) => (on: boolean) => set({ ...policy, [part]: on ? fresh[part] : undefined });
  return (
    <>
      <p className="text-xs text-muted-foreground">{t("hint")}</p>
      <Part label={t("extension")} isOn={extension !== undefined} onToggle={toggle("extension")}>
        {extension && (
          <NumberField
            label={t("daysMax")}
            value={extension.daysMax}
            min={1}
            max={90}
            onChange={(daysMax) => set({ ...policy, extension: { daysMax } }, "daysMax")}
          />
        )}
      </Part>
      <Part label={t("instalments")} isOn={instalments !== undefined} onToggle={toggle("instalments")}>
        {instalments && (
          <>
            <NumberField
              label={t("countMax")}
              value={instalments.countMax}
              min={2}
              max={24}
              onChange={(countMax) => set({ ...policy, instalments: { ...instalments, countMax } }, "countMax")}
            />
            <NumberField
              label={t("everyDays")}
              value={instalments.everyDays}
              min={7}
              max={31}
              onChange={(everyDays) => set({ ...policy, instalments: { ...instalments, everyDays } }, "everyDays")}
            />
            <NumberField
              label={t("firstPercentMin")}
              value={instalments.firstPercentMin}
              min={1}
              max={100}
              onChange={(firstPercentMin) =>
                set({ ...policy, instalments: { ...instalments, firstPercentMin } }, "firstPercentMin")
              }
            />
          </>
        )}
      </Part>
      <Part label={t("discount")} isOn={discount !== undefined} onToggle={toggle("discount")}>
        {discount && (
          <>
            <NumberField
              label={t("percentMax")}
              value={discount.percentMax}
              min={1}
              max={50}
              onChange={(percentMax) => set({ ...policy, discount: { ...discount, percentMax } }, "percentMax")}
            />
            <NumberField
              label={t("withinDays")}
              value={discount.withinDays}
              min={1}
              max={30}
              onChange={(withinDays) => set({ ...policy, discount: { ...discount, withinDays } }, "withinDays")}
            />
          </>
        )}
      </Part>
      <Patience node={node} onPatience={(changed, field) => onChange({ ...node, ...changed }, field)} />
    </>
  );
}

function Part(props: { label: string; isOn: boolean; onToggle: (on: boolean) => void; children: ReactNode }) {
  return (
    <section className="grid gap-2 rounded-md border p-2.5" aria-label={props.label}>
      <SwitchField label={props.label} checked={props.isOn} onChange={props.onToggle} />
      {props.children}
    </section>
  );
}
