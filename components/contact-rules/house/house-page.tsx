"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { toast } from "sonner";
import { fieldsOf, readFields } from "@/components/contact-rules/house/house-fields";
import { HouseForm } from "@/components/contact-rules/house/house-form";
import { HouseVersions } from "@/components/contact-rules/house/house-versions";
import { LiveTest } from "@/components/contact-rules/house/live-test";
import { RulesFrame } from "@/components/contact-rules/rules-frame";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { HousePolicyState } from "@/server/contact-rules/contract";

/** The workspace's own rules, and what they mean for one debtor before they are saved. */
export function HousePage() {
  const trpc = useTRPC();
  const house = useQuery(trpc.contactRules.house.queryOptions());
  return (
    <RulesFrame>
      <QueryBody query={house} skeleton={<Skeleton className="h-96" />}>
        {(data) => <Editor house={data} />}
      </QueryBody>
    </RulesFrame>
  );
}

function Editor({ house }: { house: HousePolicyState }) {
  const t = useTranslations("contactRules");
  const settings = useTranslations("settings");
  const text = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const editable = useMay("contactRules.update");
  const saved = fieldsOf(house.policy);
  const [fields, setFields] = useState(saved);
  const { policy, faults } = readFields(fields);
  const draft = useDeferredValue(faults.length === 0 ? policy : undefined);
  const isDirty = JSON.stringify(readFields(saved).policy) !== JSON.stringify(policy);
  const save = useMutation(
    trpc.contactRules.saveHouse.mutationOptions({
      onSuccess: ({ version }) => {
        toast.success(t("house.saved", { version }));
        return client.invalidateQueries({ queryKey: trpc.contactRules.pathKey() });
      },
      onError: async (error) => {
        const isConflict = error.data?.code === "CONFLICT";
        toast.error(isConflict ? t("house.conflict") : text(error));
        if (isConflict) await client.invalidateQueries({ queryKey: trpc.contactRules.house.pathKey() });
      },
    }),
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-2">
      <div className="grid content-start gap-5">
        <Card>
          <CardHeader>
            <CardTitle className="flex items-center gap-2">
              {t("house.title")} {isDirty && <Badge variant="warning">{t("house.unsaved")}</Badge>}
            </CardTitle>
            <CardDescription>{t("house.lead")}</CardDescription>
          </CardHeader>
          <CardContent>
            <form
              noValidate
              className="grid gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                if (faults.length === 0) save.mutate({ policy, version: house.version });
              }}
            >
              <HouseForm
                fields={fields}
                faults={faults}
                editable={editable}
                onChange={(change) => setFields((before) => ({ ...before, ...change }))}
              />
              {editable ? (
                <div className="flex flex-wrap gap-2">
                  <Button type="submit" pending={save.isPending} disabled={faults.length > 0 || !isDirty}>
                    {settings("save")}
                  </Button>
                  <Button variant="ghost" onClick={() => setFields(fieldsOf({}))}>
                    {t("fields.reset")}
                  </Button>
                </div>
              ) : (
                <p className="text-sm text-muted-foreground">{settings("readOnly")}</p>
              )}
            </form>
          </CardContent>
        </Card>
        <HouseVersions house={house} onPutBack={editable ? (each) => setFields(fieldsOf(each)) : undefined} />
      </div>
      <LiveTest draft={draft} isDraftUsable={faults.length === 0} />
    </div>
  );
}
