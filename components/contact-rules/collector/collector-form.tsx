"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { type CollectorProfile, collectorRoles } from "@/server/policy/collector";

const facts = ["licensedAgency", "inNewYorkCity", "regulatedLender"] as const;
const states =
  "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split(
    " ",
  );

/** What a workspace says of itself; what makes no sense for who collects their own is not asked of them. */
export function CollectorForm({
  profile,
  editable,
  onChange,
}: {
  profile: CollectorProfile;
  editable: boolean;
  onChange: (profile: CollectorProfile) => void;
}) {
  const t = useTranslations("contactRules.collector");
  const id = useId();
  const isAgency = profile.role !== "first_party";
  const asked = facts.filter((fact) => isAgency || fact === "regulatedLender");
  const take = (role: CollectorProfile["role"]) =>
    onChange({
      ...profile,
      role,
      // Without a word to the contrary an agency has its licence; who collects their own has none of this.
      licensedAgency: role !== "first_party" && (isAgency ? profile.licensedAgency : true),
      inNewYorkCity: role !== "first_party" && profile.inNewYorkCity,
    });
  return (
    <fieldset disabled={!editable} className="grid gap-4">
      <RadioGroup
        aria-label={t("role")}
        value={profile.role}
        disabled={!editable}
        onValueChange={(value) => take(collectorRoles.find((each) => each === value) ?? profile.role)}
      >
        {collectorRoles.map((role) => (
          <div key={role} className="flex items-start gap-2.5">
            <RadioGroupItem
              id={`${id}-${role}`}
              value={role}
              className="mt-0.5"
              aria-describedby={`${id}-${role}-note`}
            />
            <div className="grid gap-0.5">
              <Label htmlFor={`${id}-${role}`}>{t(`roles.${role}.name`)}</Label>
              <p id={`${id}-${role}-note`} className="text-xs text-muted-foreground">
                {t(`roles.${role}.means`)}
              </p>
            </div>
          </div>
        ))}
      </RadioGroup>
      {asked.map((fact) => (
        <div key={fact} className="flex items-start gap-2.5">
          <Checkbox
            id={`${id}-${fact}`}
            className="mt-0.5"
            checked={profile[fact]}
            disabled={!editable}
            aria-describedby={`${id}-${fact}-note`}
            onCheckedChange={(checked) => onChange({ ...profile, [fact]: checked === true })}
          />
          <div className="grid gap-0.5">
            <Label htmlFor={`${id}-${fact}`}>{t(`facts.${fact}.name`)}</Label>
            <p id={`${id}-${fact}-note`} className="text-xs text-muted-foreground">
              {t(`facts.${fact}.means`)}
            </p>
          </div>
        </div>
      ))}
      <FormField label={t("region")} hint={t("regionHint")}>
        {(control) => (
          <NativeSelect
            {...control}
            value={profile.region ?? ""}
            onChange={(event) => onChange({ ...profile, region: event.target.value || null })}
          >
            <option value="">{t("noRegion")}</option>
            {states.map((state) => (
              <option key={state} value={`US-${state}`}>
                {state}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
    </fieldset>
  );
}
