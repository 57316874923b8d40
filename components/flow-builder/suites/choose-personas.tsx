"use client";

import { useTranslations } from "next-intl";
import { SwitchField } from "@/components/flow-builder/fields/switch-field";
import { usePersonaWords } from "@/components/flow-builder/suites/persona-words";
import { TakeOutCase } from "@/components/flow-builder/suites/take-out-case";
import type { Choice } from "@/components/flow-builder/suites/use-choice";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { type PersonaToChoose, runsMax } from "@/server/flows/suites/contract";

type Props = { among: readonly PersonaToChoose[]; choice: Choice; disabled?: boolean };

/** Who it is tried on, and how often each. */
export function ChoosePersonas({ among, choice, disabled }: Props) {
  const t = useTranslations("flows.suites");
  const words = usePersonaWords();
  const chosen = new Set(choice.personas);
  const all = among.map(({ key }) => key);
  return (
    <div className="grid gap-3">
      <details className="text-sm">
        <summary className="w-fit cursor-pointer rounded-sm outline-none focus-visible:ring-2 focus-visible:ring-ring">
          {t("triedOn", { chosen: chosen.size, all: all.length })}
        </summary>
        <fieldset disabled={disabled} className="grid gap-2 pt-2">
          <legend className="sr-only">{t("triedOn", { chosen: chosen.size, all: all.length })}</legend>
          <div className="flex gap-1">
            <Button variant="outline" size="sm" onClick={() => choice.set({ personas: all })}>
              {t("all")}
            </Button>
            <Button variant="outline" size="sm" onClick={() => choice.set({ personas: [] })}>
              {t("none")}
            </Button>
          </div>
          <div className="grid max-h-60 gap-1.5 overflow-y-auto p-1">
            {among.map((persona) => (
              <div key={persona.key} className="flex items-start justify-between gap-1">
                <SwitchField
                  label={words(persona)}
                  checked={chosen.has(persona.key)}
                  onChange={(isIn) =>
                    choice.set({ personas: all.filter((key) => (key === persona.key ? isIn : chosen.has(key))) })
                  }
                />
                {persona.caseId && <TakeOutCase caseId={persona.caseId} name={persona.title} />}
              </div>
            ))}
          </div>
        </fieldset>
      </details>
      <FormField label={t("runs")}>
        {(control) => (
          <Input
            {...control}
            type="number"
            className="w-20"
            disabled={disabled}
            min={1}
            max={runsMax}
            required
            value={choice.runs}
            onChange={({ target }) => choice.set({ runs: Math.min(runsMax, Math.max(1, target.valueAsNumber || 1)) })}
          />
        )}
      </FormField>
    </div>
  );
}
