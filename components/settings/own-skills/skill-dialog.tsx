"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { RowsEditor } from "@/components/settings/own-skills/rows-editor";
import {
  emptyField,
  emptyResult,
  type FieldType,
  fieldTypes,
  resultTypes,
  type SkillDraft,
  skillFrom,
} from "@/components/settings/own-skills/skill-draft";
import { ValueInput } from "@/components/settings/own-skills/value-input";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import { type CreateOwnSkillInput, createOwnSkillInput } from "@/server/flows/own-skills/contract";

/** What a skill is called, what it takes and answers, and where it is asked. `named`: its name stays. */
export function SkillDialog({
  draft: first,
  named,
  pending,
  error,
  onSubmit,
  onClose,
}: {
  draft: SkillDraft;
  named: boolean;
  pending: boolean;
  error: string | null;
  onSubmit: (skill: CreateOwnSkillInput) => void;
  onClose: () => void;
}) {
  const t = useTranslations("settings.ownSkills");
  const [draft, setDraft] = useState(first);
  const set = (part: Partial<SkillDraft>) => setDraft((before) => ({ ...before, ...part }));
  const read = createOwnSkillInput.safeParse(skillFrom(draft));
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0] ?? "twice")));
  const said = (field: "name" | "description" | "url" | "timeoutMs", text: string) =>
    wrong.has(field) && text !== "" ? t(`wrong.${field}`) : undefined;
  const typeWords = (types: readonly FieldType[]) =>
    types.map((type) => (
      <option key={type} value={type}>
        {t(`types.${type}`)}
      </option>
    ));
  return (
    <ActionDialog
      title={named ? t("changeTitle", { name: draft.name }) : t("createTitle")}
      description={named ? t("changeBody") : t("createBody")}
      action={named ? t("save") : t("create")}
      className="max-w-2xl"
      ready={read.success}
      pending={pending}
      error={error}
      onSubmit={() => read.success && onSubmit(read.data)}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t("name")} hint={t("nameHint")} error={said("name", draft.name)}>
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              value={draft.name}
              maxLength={40}
              disabled={named}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={t("seconds")} hint={t("secondsHint")} error={said("timeoutMs", draft.seconds)}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.seconds}
              maxLength={5}
              onChange={(event) => set({ seconds: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <FormField label={t("description")} hint={t("descriptionHint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={300}
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </FormField>
      <FormField label={t("url")} hint={t("urlHint")} error={said("url", draft.url)}>
        {(control) => (
          <Input
            {...control}
            type="url"
            placeholder="https://"
            value={draft.url}
            maxLength={2_000}
            onChange={(event) => set({ url: event.target.value })}
          />
        )}
      </FormField>
      <RowsEditor
        legend={t("fields")}
        hint={t("fieldsHint")}
        add={t("addField")}
        removeOf={(place) => t("removeField", { place })}
        rows={draft.fields}
        fresh={emptyField}
        onChange={(fields) => set({ fields })}
      >
        {(field, change, place) => (
          <>
            <Input
              aria-label={t("fieldName", { place })}
              placeholder={t("fieldPlaceholder")}
              className="font-mono"
              value={field.name}
              maxLength={40}
              spellCheck={false}
              onChange={(event) => change({ name: event.target.value })}
            />
            <NativeSelect
              aria-label={t("fieldType", { place })}
              value={field.type}
              onChange={(event) => change({ type: fieldTypes.find((type) => type === event.target.value) ?? "string" })}
            >
              {typeWords(fieldTypes)}
            </NativeSelect>
            <Input
              aria-label={t("fieldDescription", { place })}
              placeholder={t("fieldDescriptionPlaceholder")}
              value={field.description}
              maxLength={200}
              onChange={(event) => change({ description: event.target.value })}
            />
            <div className="flex items-center gap-2 text-sm">
              <Checkbox
                id={`required-${field.key}`}
                checked={field.isRequired}
                onCheckedChange={(chosen) => change({ isRequired: chosen === true })}
              />
              <label htmlFor={`required-${field.key}`}>{t("required")}</label>
            </div>
            {field.type === "enum" && (
              <Textarea
                aria-label={t("fieldOptions", { place })}
                placeholder={t("optionsPlaceholder")}
                className="sm:col-span-2"
                rows={3}
                value={field.options}
                onChange={(event) => change({ options: event.target.value })}
              />
            )}
          </>
        )}
      </RowsEditor>
      <RowsEditor
        legend={t("results")}
        hint={t("resultsHint")}
        add={t("addResult")}
        removeOf={(place) => t("removeResult", { place })}
        rows={draft.results}
        fresh={emptyResult}
        onChange={(results) => set({ results })}
      >
        {(result, change, place) => (
          <>
            <Input
              aria-label={t("resultName", { place })}
              placeholder={t("resultPlaceholder")}
              className="font-mono"
              value={result.name}
              maxLength={40}
              spellCheck={false}
              onChange={(event) => change({ name: event.target.value })}
            />
            <NativeSelect
              aria-label={t("resultType", { place })}
              value={result.type}
              onChange={(event) =>
                change({ type: resultTypes.find((type) => type === event.target.value) ?? "string", value: "" })
              }
            >
              {typeWords(resultTypes)}
            </NativeSelect>
            <ValueInput
              label={t("resultValue", { place })}
              placeholder={t("valuePlaceholder")}
              type={result.type}
              value={result.value}
              onChange={(value) => change({ value })}
            />
          </>
        )}
      </RowsEditor>
      {["parameters", "results", "sandboxAnswer", "twice"].some((part) => wrong.has(part)) && (
        <p className="text-xs text-muted-foreground">{t("wrong.rows")}</p>
      )}
    </ActionDialog>
  );
}
