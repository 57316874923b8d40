"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDebtorMutation } from "@/components/debtors/use-debtor-mutation";
import { Choices } from "@/components/debtors/wishes/choices";
import { localMinute } from "@/components/debtors/wishes/local-minute";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { useNow } from "@/components/ui/now";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { Textarea } from "@/components/ui/textarea";
import type { DebtorDetail } from "@/server/debtors/contract";
import { wishDays } from "@/server/debtors/wishes/contract";

const channelsOfAll = ["email", "sms", "voice"] as const;

/** Hours, days, channels and time zone as the debtor asked for them, with when and how they said so. */
export function WishesDialog({ debtor, onClose }: { debtor: DebtorDetail; onClose: () => void }) {
  const t = useTranslations("debtors.wishes");
  const weekdays = useTranslations("contactRules.fields.weekdays");
  const channels = useTranslations("ui.channel");
  const text = useErrorText();
  const trpc = useTRPC();
  const { timeZone } = useWorkspace();
  const now = useNow();
  const { wishes } = debtor;
  const [notBefore, setNotBefore] = useState(wishes.notBefore ?? "");
  const [notAfter, setNotAfter] = useState(wishes.notAfter ?? "");
  const [days, setDays] = useState<readonly string[]>(wishes.days ?? []);
  const [refused, setRefused] = useState<readonly string[]>(wishes.refusedChannels ?? []);
  const [zone, setZone] = useState(debtor.statedTimeZone ?? "");
  const [saidHow, setSaidHow] = useState("");
  const [saidAt, setSaidAt] = useState(localMinute(now, timeZone));
  const save = useDebtorMutation(trpc.debtors.saveWishes, t("saved"), onClose);
  const wrong = save.error?.data?.fields ?? {};
  const zones = Intl.supportedValuesOf("timeZone");
  const isZoneKnown = zone === "" || zones.includes(zone);
  const sameHour = notBefore !== "" && notBefore === notAfter;
  return (
    <ActionDialog
      title={t("dialog.title", { name: debtor.name })}
      description={t("dialog.body")}
      action={t("dialog.save")}
      className="max-w-lg"
      ready={saidHow.trim().length >= 3 && saidAt !== "" && isZoneKnown && !sameHour}
      pending={save.isPending}
      error={wrong.saidAt ? t("future") : save.error ? text(save.error) : null}
      onSubmit={() =>
        save.mutate({
          debtorId: debtor.id,
          preferences: {
            notBefore: notBefore || undefined,
            notAfter: notAfter || undefined,
            days: days.length > 0 ? wishDays.filter((day) => days.includes(day)) : undefined,
            refusedChannels: refused.length > 0 ? channelsOfAll.filter((each) => refused.includes(each)) : undefined,
          },
          statedTimeZone: zone || null,
          saidHow,
          saidAt,
        })
      }
      onClose={onClose}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <FormField label={t("notBefore")} hint={t("theirClock")}>
          {(control) => (
            <Input {...control} type="time" value={notBefore} onChange={(event) => setNotBefore(event.target.value)} />
          )}
        </FormField>
        <FormField label={t("notAfter")} error={sameHour ? t("sameHour") : undefined}>
          {(control) => (
            <Input {...control} type="time" value={notAfter} onChange={(event) => setNotAfter(event.target.value)} />
          )}
        </FormField>
        <Choices legend={t("days")} of={wishDays.map((day) => [day, weekdays(day)])} chosen={days} onChange={setDays} />
        <Choices
          legend={t("refused")}
          of={channelsOfAll.map((each) => [each, channels(each)])}
          chosen={refused}
          onChange={setRefused}
        />
        <div className="sm:col-span-2">
          <FormField label={t("zone")} hint={t("zoneHint")} error={isZoneKnown ? undefined : t("zoneUnknown")}>
            {(control) => (
              <>
                <Input
                  {...control}
                  list={`${control.id}-zones`}
                  autoComplete="off"
                  value={zone}
                  onChange={(event) => setZone(event.target.value.trim())}
                />
                <datalist id={`${control.id}-zones`}>
                  {zones.map((each) => (
                    <option key={each} value={each} />
                  ))}
                </datalist>
              </>
            )}
          </FormField>
        </div>
        <div className="sm:col-span-2">
          <FormField label={t("how")} hint={t("howHint")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={300}
                required
                value={saidHow}
                onChange={(event) => setSaidHow(event.target.value)}
              />
            )}
          </FormField>
        </div>
        <FormField label={t("at")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              required
              value={saidAt}
              onChange={(event) => setSaidAt(event.target.value)}
            />
          )}
        </FormField>
      </div>
    </ActionDialog>
  );
}
