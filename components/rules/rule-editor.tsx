"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConditionFields } from "@/components/rules/condition-fields";
import { firstCondition } from "@/components/rules/fresh-condition";
import { TryOnDebtor } from "@/components/rules/try-on-debtor";
import { useRuleWords } from "@/components/rules/use-rule-words";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { ruleDepthMax } from "@/server/journeys/rules/complete";
import {
  conditionsIn,
  type GroupKind,
  groupKinds,
  isGroup,
  makeGroup,
  openGroup,
  type Rule,
  type RuleGroup,
} from "@/server/journeys/rules/schema";

/** Webhook steps whose answers a rule may read, with the parts that they keep. */
export type WebhookStep = { id: string; title: string; keep: readonly string[] };

export type RuleEditorProps = {
  rule: RuleGroup;
  /** `field`: what is being typed in, so that undo takes it back in strokes. */
  onChange: (rule: RuleGroup, field?: string) => void;
  readOnly?: boolean;
  webhooks?: readonly WebhookStep[];
};

/** Rules in groups that nest, each a few fields, and the whole read aloud. Used wherever a rule is written. */
export function RuleEditor({ rule, onChange, readOnly = false, webhooks = [] }: RuleEditorProps) {
  const t = useTranslations("rules.editor");
  const words = useRuleWords();
  return (
    <fieldset disabled={readOnly} className="grid min-w-0 gap-2">
      <Group group={rule} depth={1} path="" webhooks={webhooks} onChange={onChange} />
      {conditionsIn(rule).length > 0 && (
        <p className="text-xs text-muted-foreground" aria-live="polite">
          <span className="font-medium">{t("reads")}</span> {words.sentence(rule)}
        </p>
      )}
      {!readOnly && <TryOnDebtor rule={rule} />}
    </fieldset>
  );
}

type GroupProps = {
  group: RuleGroup;
  depth: number;
  path: string;
  webhooks: readonly WebhookStep[];
  onChange: (group: RuleGroup, field?: string) => void;
};

function Group({ group, depth, path, webhooks, onChange }: GroupProps) {
  const t = useTranslations("rules.editor");
  const { kind, parts } = openGroup(group);
  const set = (next: Rule[], field?: string) => onChange(makeGroup(kind, next), field);
  const newGroup: Rule = { any: [firstCondition] };
  return (
    <div className="grid min-w-0 gap-1.5">
      {(parts.length > 1 || kind !== "all" || depth > 1) && (
        <NativeSelect
          aria-label={t("groupKind")}
          className="h-7 text-xs"
          value={kind}
          onChange={(event) => onChange(makeGroup(event.target.value as GroupKind, parts))}
        >
          {groupKinds.map((each) => (
            <option key={each} value={each}>
              {t(each)}
            </option>
          ))}
        </NativeSelect>
      )}
      <ul className="grid min-w-0 gap-1.5">
        {parts.map((part, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
            key={at}
            className="flex min-w-0 items-start gap-1"
          >
            {isGroup(part) ? (
              <fieldset className="min-w-0 flex-1 border-l-2 pl-2">
                <legend className="sr-only">{t("groupNumber", { number: at + 1 })}</legend>
                <Group
                  group={part}
                  depth={depth + 1}
                  path={`${path}.${at}`}
                  webhooks={webhooks}
                  onChange={(next, field) => set(parts.with(at, next), field)}
                />
              </fieldset>
            ) : (
              <ConditionFields
                condition={part}
                number={at + 1}
                webhooks={webhooks}
                onChange={(next, typed) => set(parts.with(at, next), typed ? `${path}.${at}` : undefined)}
              />
            )}
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t(isGroup(part) ? "removeGroup" : "removeRule", { number: at + 1 })}
              onClick={() => set(parts.toSpliced(at, 1))}
            >
              <X />
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-1.5">
        <Button variant="outline" size="sm" onClick={() => set([...parts, firstCondition])}>
          <Plus />
          {t("addRule")}
        </Button>
        {depth < ruleDepthMax && parts.length > 0 && (
          <Button variant="ghost" size="sm" onClick={() => set([...parts, newGroup])}>
            <Plus />
            {t("addGroup")}
          </Button>
        )}
      </div>
    </div>
  );
}
