"use client";

import { useTranslations } from "next-intl";
import { type FieldFault, type HouseFields, numbers, sets, times } from "@/components/contact-rules/house/house-fields";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { defaultHousePolicy } from "@/server/policy/house-policy";

type Change = (change: Partial<HouseFields>) => void;

/** Hours, days, channels, caps, the gap and the rules to adopt; what would loosen a rule is said at its field at once. */
export function HouseForm({
  fields,
  faults,
  editable,
  onChange,
}: {
  fields: HouseFields;
  faults: readonly FieldFault[];
  editable: boolean;
  onChange: Change;
}) {
  const t = useTranslations("contactRules");
  const said = (field: keyof HouseFields) => {
    const fault = faults.find((each) => each.field === field);
    if (!fault) return undefined;
    return fault.fault === "looser"
      ? t("house.loosens", { rule: fault.ruleId, limit: String(fault.limit) })
      : t(`fields.${fault.fault}`);
  };
  return (
    <fieldset disabled={!editable} className="grid gap-4 sm:grid-cols-2">
      {times.map((field) => (
        <FormField
          key={field}
          label={t(`fields.${field}`)}
          hint={t(`fields.${field}Hint`, { value: defaultHousePolicy[field] })}
          error={said(field)}
        >
          {(control) => (
            <Input
              {...control}
              type="time"
              value={fields[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </FormField>
      ))}
      <Choices of="days" fields={fields} editable={editable} onChange={onChange} />
      {numbers.map((field) => (
        <FormField
          key={field}
          label={t(`fields.${field}`)}
          hint={t("fields.defaultHint", { value: String(defaultHousePolicy[field]) })}
          error={said(field)}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              inputMode="numeric"
              value={fields[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </FormField>
      ))}
      <Choices of="refusedChannels" fields={fields} editable={editable} onChange={onChange} />
      <Choices of="adopted" fields={fields} editable={editable} onChange={onChange} />
    </fieldset>
  );
}

function Choices({
  of,
  fields,
  editable,
  onChange,
}: {
  of: keyof typeof sets;
  fields: HouseFields;
  editable: boolean;
  onChange: Change;
}) {
  const t = useTranslations("contactRules");
  const channels = useTranslations("ui.channel");
  const names = {
    days: {
      title: t("fields.days"),
      hint: t("fields.daysHint"),
      name: (each: string) => t(`fields.weekdays.${each}` as "fields.weekdays.mon"),
    },
    refusedChannels: {
      title: t("house.refusedChannels"),
      hint: t("house.refusedChannelsHint"),
      name: (each: string) => channels(each as "email"),
    },
    adopted: {
      title: t("house.adopted"),
      hint: t("house.adoptedHint"),
      name: (each: string) => t(`house.adoptable.${each}` as "house.adoptable.UK-POLICY"),
    },
  }[of];
  const chosen = fields[of];
  return (
    <fieldset className="space-y-2 sm:col-span-2">
      <legend className="text-sm font-medium">{names.title}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {sets[of].map((each) => (
          <Label key={each} className="font-normal">
            <Checkbox
              checked={chosen.includes(each)}
              disabled={!editable}
              onCheckedChange={(checked) => {
                const others = chosen.filter((one) => one !== each);
                onChange({ [of]: checked ? [...others, each] : others });
              }}
            />
            {names.name(each)}
          </Label>
        ))}
      </div>
      <p className="text-xs text-muted-foreground">{names.hint}</p>
    </fieldset>
  );
}
