"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { CollectorForm } from "@/components/contact-rules/collector/collector-form";
import { RuleItem } from "@/components/contact-rules/rule-item";
import { RulesFrame } from "@/components/contact-rules/rules-frame";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { RuleRow } from "@/server/contact-rules/contract";
import type { CollectorProfile } from "@/server/policy/collector";

/** For whom the workspace collects, and which rules that brings, before it is saved. */
export function CollectorPage() {
  const trpc = useTRPC();
  const held = useQuery(trpc.contactRules.collector.queryOptions());
  return (
    <RulesFrame>
      <QueryBody query={held} skeleton={<Skeleton className="h-96" />}>
        {(data) => <Editor key={JSON.stringify(data)} held={data} />}
      </QueryBody>
    </RulesFrame>
  );
}

function Editor({ held }: { held: CollectorProfile }) {
  const t = useTranslations("contactRules.collector");
  const settings = useTranslations("settings");
  const text = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const editable = useMay("contactRules.update");
  const [profile, setProfile] = useState(held);
  const isDirty = JSON.stringify(profile) !== JSON.stringify(held);
  const save = useMutation(
    trpc.contactRules.saveCollector.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        return client.invalidateQueries({ queryKey: trpc.contactRules.pathKey() });
      },
      onError: async (error) => {
        const isConflict = error.data?.code === "CONFLICT";
        toast.error(isConflict ? t("conflict") : text(error));
        if (isConflict) await client.invalidateQueries({ queryKey: trpc.contactRules.collector.pathKey() });
      },
    }),
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-2">
      <Card className="content-start self-start">
        <CardHeader>
          <CardTitle className="flex items-center gap-2">
            {t("title")} {isDirty && <Badge variant="warning">{t("unsaved")}</Badge>}
          </CardTitle>
          <CardDescription>{t("lead")}</CardDescription>
        </CardHeader>
        <CardContent>
          <form
            className="grid gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate({ profile, before: held });
            }}
          >
            <CollectorForm profile={profile} editable={editable} onChange={setProfile} />
            {editable ? (
              <div className="flex flex-wrap gap-2">
                <Button type="submit" pending={save.isPending} disabled={!isDirty}>
                  {settings("save")}
                </Button>
                <Button variant="ghost" disabled={!isDirty} onClick={() => setProfile(held)}>
                  {t("undo")}
                </Button>
              </div>
            ) : (
              <p className="text-sm text-muted-foreground">{settings("readOnly")}</p>
            )}
          </form>
        </CardContent>
      </Card>
      <Preview profile={profile} isDirty={isDirty} />
    </div>
  );
}

/** The rules that would begin, and those that would end, to bind somebody here. */
function Preview({ profile, isDirty }: { profile: CollectorProfile; isDirty: boolean }) {
  const t = useTranslations("contactRules.collector");
  const trpc = useTRPC();
  // Nothing of another profile is shown meanwhile: it would say what this one does not do.
  const preview = useQuery(trpc.contactRules.previewCollector.queryOptions({ profile }));
  return (
    <Card className="content-start self-start">
      <CardHeader>
        <CardTitle>{t("preview.title")}</CardTitle>
        <CardDescription>{t("preview.lead")}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-5" aria-live="polite" aria-busy={preview.isFetching}>
        <QueryBody query={preview} skeleton={<Skeleton className="h-40" />}>
          {(data) =>
            !isDirty ? (
              <p className="text-sm text-muted-foreground">{t("preview.same")}</p>
            ) : data.begins.length + data.ends.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("preview.nobody")}</p>
            ) : (
              <>
                <Changes title={t("preview.begins", { count: data.begins.length })} rules={data.begins} />
                <Changes title={t("preview.ends", { count: data.ends.length })} rules={data.ends} />
              </>
            )
          }
        </QueryBody>
      </CardContent>
    </Card>
  );
}

function Changes({ title, rules }: { title: string; rules: readonly RuleRow[] }) {
  if (rules.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="divide-y">
        {rules.map((rule) => (
          <RuleItem key={rule.key} rule={rule} />
        ))}
      </ul>
    </section>
  );
}
