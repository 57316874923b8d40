"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { ItemTools } from "@/components/flow-builder/fields/item-tools";
import type { FormProps } from "@/components/flow-builder/forms/form-props";
import { Patience } from "@/components/flow-builder/forms/patience";
import { OneSentence } from "@/components/flow-builder/forms/sentences";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { freeId } from "@/server/graphs/ids";

const digits = [..."1234567890*#"];

/** Which key leads where. */
export function MenuForm(props: FormProps<"menu">) {
  const { node, onChange, wrong, readOnly } = props;
  const t = useTranslations("flows.keys");
  const options = node.options ?? [];
  const set = (next: typeof options, field?: string) => onChange({ ...node, options: next }, field);
  const free = digits.find((digit) => !options.some((option) => option.digit === digit));
  return (
    <>
      <OneSentence {...props} field="prompt" />
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-medium">{t("title")}</legend>
        {options.map((option, at) => {
          const name = option.label.trim() || t("key", { digit: option.digit });
          const isWrong = wrong.has(option.digit) || wrong.has(option.id);
          return (
            <div key={option.id} className="flex items-center gap-1">
              <div className="w-16 shrink-0">
                <NativeSelect
                  aria-label={t("digit", { number: at + 1 })}
                  aria-invalid={isWrong}
                  value={option.digit}
                  onChange={({ target }) => set(options.with(at, { ...option, digit: target.value }))}
                >
                  {digits.map((digit) => (
                    <option key={digit}>{digit}</option>
                  ))}
                </NativeSelect>
              </div>
              <Input
                aria-label={t("label", { digit: option.digit })}
                placeholder={t("labelPlaceholder")}
                maxLength={120}
                value={option.label}
                onChange={({ target }) =>
                  set(options.with(at, { ...option, label: target.value }), `${option.id}.label`)
                }
              />
              {!readOnly && <ItemTools name={name} at={at} items={options} onChange={set} />}
            </div>
          );
        })}
        {!readOnly && (
          <Button
            variant="outline"
            size="sm"
            className="justify-self-start"
            disabled={free === undefined}
            onClick={() => {
              const id = freeId(
                "key",
                options.map((option) => option.id),
              );
              if (free) set([...options, { id, digit: free, label: "" }]);
            }}
          >
            <Plus aria-hidden /> {t("add")}
          </Button>
        )}
      </fieldset>
      <Patience node={node} onPatience={(changed, field) => onChange({ ...node, ...changed }, field)} />
    </>
  );
}
