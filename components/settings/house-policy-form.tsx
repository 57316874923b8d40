"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { HousePolicy } from "@/server/policy/contract";
import { type HousePolicyInput, housePolicyInput, weekdays } from "@/server/tenancy/contract";

type Numbers = "maxCallsPer7Days" | "maxContactsPer7Days" | "minGapHours";
type Defaults = { notBefore: string; notAfter: string } & Record<Numbers, number>;
type Fields = { notBefore: string; notAfter: string; days: string[] } & Record<Numbers, string>;

const numbers: Numbers[] = ["maxCallsPer7Days", "maxContactsPer7Days", "minGapHours"];

/** Hours, days, caps and the gap; empty fields keep the defaults, laxer values are refused at the field. */
export function HousePolicyForm({
  policy,
  defaults,
  editable,
}: {
  policy: HousePolicy;
  defaults: Defaults;
  editable: boolean;
}) {
  const t = useTranslations("settings");
  const router = useRouter();
  const trpc = useTRPC();
  const form = useForm<Fields>({ defaultValues: fieldsOf(policy) });
  const { errors } = form.formState;
  const save = useMutation(
    trpc.workspaces.updateHousePolicy.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        router.refresh();
      },
      onError: (error) => {
        const wrong = Object.keys(error.data?.fields ?? {}) as (keyof Fields)[];
        for (const field of wrong) form.setError(field, { message: "laxer" }, { shouldFocus: true });
        if (wrong.length === 0) toast.error(error.message);
      },
    }),
  );

  const submit = form.handleSubmit((fields) => {
    const wanted = policyOf(fields);
    const parsed = housePolicyInput.safeParse(wanted);
    if (parsed.success) return save.mutate(wanted);
    for (const issue of parsed.error.issues) {
      const field = issue.path[0] as keyof Fields;
      const order = field === "notAfter" && issue.code === "custom";
      form.setError(field, { message: order ? "order" : "invalid" }, { shouldFocus: true });
    }
  });
  const said = (field: keyof Fields, standard: string | number) => {
    const message = errors[field]?.message;
    if (!message) return undefined;
    return message === "order" ? t("rules.order") : t("rules.laxer", { value: String(standard) });
  };

  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!editable} className="grid gap-4 sm:grid-cols-2">
        {(["notBefore", "notAfter"] as const).map((field) => (
          <FormField
            key={field}
            label={t(`rules.${field}`)}
            hint={t(`rules.${field}Hint`, { value: defaults[field] })}
            error={said(field, defaults[field])}
          >
            {(control) => <Input {...control} type="time" {...form.register(field)} />}
          </FormField>
        ))}
        <fieldset className="space-y-2 sm:col-span-2">
          <legend className="text-sm font-medium">{t("rules.days")}</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {weekdays.map((day) => (
              <Label key={day} className="font-normal">
                <Checkbox
                  checked={form.watch("days").includes(day)}
                  disabled={!editable}
                  onCheckedChange={(checked) => {
                    const others = form.getValues("days").filter((one) => one !== day);
                    form.setValue("days", checked ? [...others, day] : others, { shouldDirty: true });
                  }}
                />
                {t(`rules.weekdays.${day}`)}
              </Label>
            ))}
          </div>
          <p className="text-xs text-muted-foreground">{t("rules.daysHint")}</p>
        </fieldset>
        {numbers.map((field) => (
          <FormField
            key={field}
            label={t(`rules.${field}`)}
            hint={t("rules.defaultHint", { value: String(defaults[field]) })}
            error={said(field, defaults[field])}
          >
            {(control) => <Input {...control} type="number" min={0} inputMode="numeric" {...form.register(field)} />}
          </FormField>
        ))}
      </fieldset>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {editable ? (
          <>
            <Button type="submit" pending={save.isPending}>
              {t("save")}
            </Button>
            <Button
              variant="ghost"
              onClick={() => {
                form.reset(fieldsOf({}));
                save.mutate({});
              }}
            >
              {t("rules.reset")}
            </Button>
          </>
        ) : (
          <p className="text-sm text-muted-foreground">{t("readOnly")}</p>
        )}
      </div>
    </form>
  );
}

function fieldsOf(policy: HousePolicy): Fields {
  const number = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    notBefore: policy.notBefore ?? "",
    notAfter: policy.notAfter ?? "",
    days: policy.days ?? [],
    maxCallsPer7Days: number(policy.maxCallsPer7Days),
    maxContactsPer7Days: number(policy.maxContactsPer7Days),
    minGapHours: number(policy.minGapHours),
  };
}

/** Empty fields are left out: they keep the defaults. */
function policyOf(fields: Fields): HousePolicyInput {
  const number = (text: string) => (text.trim() === "" ? undefined : Number(text));
  return {
    notBefore: fields.notBefore || undefined,
    notAfter: fields.notAfter || undefined,
    days: fields.days.length > 0 ? weekdays.filter((day) => fields.days.includes(day)) : undefined,
    maxCallsPer7Days: number(fields.maxCallsPer7Days),
    maxContactsPer7Days: number(fields.maxContactsPer7Days),
    minGapHours: number(fields.minGapHours),
  };
}
