"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { RuleSources } from "@/components/privacy/rule-sources";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useSpan } from "@/components/privacy/use-span";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { ownKinds, type RetentionLine, type RetentionPeriods, type RetentionState } from "@/server/retention/contract";

/** A line a kind of data; what a workspace may set is a field, within the limits that the law leaves it here. */
export function PeriodsForm({ state }: { state: RetentionState }) {
  const t = useTranslations("privacy");
  const span = useSpan();
  const lasts = (line: RetentionLine, days: number) =>
    t("retention.spanIs", { span: span(days), from: t(`retention.from.${line.from}`) });
  const trpc = useTRPC();
  const text = useErrorText();
  const mayUpdate = useMay("retention.update");
  const [typed, setTyped] = useState<Record<string, string>>({});
  const save = useRightsMutation(trpc.retention.save, t("retention.saved"));
  const values = Object.fromEntries(
    state.lines.map((line) => [line.kind, typed[line.kind] ?? String(line.days ?? "")]),
  );
  const wrong = (line: RetentionLine) => {
    const days = Number(values[line.kind]);
    return line.minDays !== null && line.maxDays !== null && !(days >= line.minDays && days <= line.maxDays);
  };
  const own = state.lines.filter(({ minDays }) => minDays !== null);
  const changed = own.some(({ kind, days }) => values[kind] !== String(days));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const periods: RetentionPeriods = {};
    for (const kind of ownKinds) {
      const line = own.find((each) => each.kind === kind);
      const days = Number(values[kind]);
      if (line && (line.own || days !== line.defaultDays)) periods[kind] = days;
    }
    save.mutate({ periods, version: state.version });
  };
  return (
    <form onSubmit={submit} className="grid content-start gap-5">
      <Card>
        <CardHeader>
          <CardTitle>{t("retention.periods")}</CardTitle>
          <CardDescription>{t("retention.pack", { version: state.packVersion, own: state.version })}</CardDescription>
        </CardHeader>
        <CardContent>
          <ul className="divide-y">
            {state.lines.map((line) => (
              <li key={line.kind} className="grid gap-2 py-3 first:pt-0 last:pb-0">
                {line.minDays === null || line.maxDays === null ? (
                  <div className="grid gap-1 text-sm">
                    <p className="font-medium">{t(`data.${line.kind}`)}</p>
                    <p className="tabular-nums">
                      {line.days === null ? t("retention.noPeriod") : lasts(line, line.days)}
                    </p>
                  </div>
                ) : (
                  <FormField
                    label={t("retention.inDays", { kind: t(`data.${line.kind}`) })}
                    hint={`${lasts(line, Number(values[line.kind]))} · ${t("retention.between", { min: span(line.minDays), max: span(line.maxDays) })}`}
                    error={wrong(line) ? t("retention.outside", { min: line.minDays, max: line.maxDays }) : undefined}
                  >
                    {(control) => (
                      <Input
                        {...control}
                        type="number"
                        inputMode="numeric"
                        className="max-w-32"
                        min={line.minDays ?? undefined}
                        max={line.maxDays ?? undefined}
                        disabled={!mayUpdate}
                        value={values[line.kind]}
                        onChange={(event) => setTyped((all) => ({ ...all, [line.kind]: event.target.value }))}
                      />
                    )}
                  </FormField>
                )}
                <RuleSources sources={line.sources} />
              </li>
            ))}
          </ul>
        </CardContent>
      </Card>
      {save.error && (
        <p role="alert" className="text-sm text-destructive-strong">
          {text(save.error)}
        </p>
      )}
      {mayUpdate && (
        <Button
          type="submit"
          className="justify-self-start"
          pending={save.isPending}
          disabled={!changed || own.some(wrong)}
        >
          {t("retention.save")}
        </Button>
      )}
    </form>
  );
}
