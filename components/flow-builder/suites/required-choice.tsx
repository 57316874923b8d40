"use client";

import { useTranslations } from "next-intl";
import { SwitchField } from "@/components/flow-builder/fields/switch-field";
import type { Choice } from "@/components/flow-builder/suites/use-choice";
import type { SuitesOfFlow } from "@/components/flow-builder/suites/use-suites";
import { useMay } from "@/components/shell/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "@/components/ui/error-state";
import type { RequiredSuite } from "@/server/flows/suites/contract";
import { sameValue } from "@/server/graphs/same-value";

type Props = { required: RequiredSuite | null; choice: Choice; suites: SuitesOfFlow; isArchived: boolean };

/** Whether publishing needs a green test, and of whom. */
export function RequiredChoice({ required, choice: { personas, runs }, suites, isArchived }: Props) {
  const t = useTranslations("flows.suites.required");
  const refusalText = useRefusalText();
  const mayRequire = useMay("flows.requireSuite") && !isArchived;
  const { require } = suites;
  if (!mayRequire && !required) return null;
  const isOther = required && !(sameValue(required.personas, personas) && required.runs === runs);
  return (
    <section aria-label={t("title")} className="grid gap-2 border-t pt-3">
      {mayRequire ? (
        <SwitchField
          label={t("title")}
          hint={t("hint")}
          checked={require.isOn}
          onChange={(on) => require.mutate(on ? { personas, runs } : null)}
        />
      ) : (
        <h3 className="text-sm font-medium">{t("title")}</h3>
      )}
      {required && (
        <>
          <p className="text-xs text-muted-foreground">
            {t("needs", { count: required.personas.length, runs: required.runs })}
          </p>
          <p role="status">
            <Badge variant={required.isMet ? "success" : "warning"}>{t(required.isMet ? "met" : "notMet")}</Badge>
          </p>
        </>
      )}
      {mayRequire && isOther && personas.length > 0 && (
        <Button
          variant="outline"
          size="sm"
          className="w-fit"
          pending={require.isPending}
          onClick={() => require.mutate({ personas, runs })}
        >
          {t("takeChoice")}
        </Button>
      )}
      {require.error && (
        <p role="alert" className="text-sm text-destructive-strong">
          {refusalText(require.error)}
        </p>
      )}
    </section>
  );
}
