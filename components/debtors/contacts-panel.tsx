"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { VerifyDialog } from "@/components/debtors/wishes/verify-dialog";
import { useMay } from "@/components/shell/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/now";
import { LocalTime, When } from "@/components/ui/when";
import type { ContactPoint, DebtorDetail } from "@/server/debtors/contract";

const lineTypes = ["mobile", "landline", "voip", "toll_free", "unknown"] as const;
const consentKinds = ["express", "express_written", "inferred", "timed"] as const;

/** Whom to contact, at which address, on which channel, and what they allowed. */
export function ContactsPanel({ debtor }: { debtor: DebtorDetail }) {
  const t = useTranslations("debtors.detail");
  const mayUpdate = useMay("debtors.update");
  const [verifying, setVerifying] = useState<ContactPoint | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("contacts")}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {debtor.contacts.length === 0 && <p className="text-sm text-muted-foreground">{t("noContacts")}</p>}
        {debtor.contacts.map((contact) => (
          <section key={contact.id} aria-label={contact.name} className="flex flex-col gap-2">
            <div className="flex items-center gap-2">
              <h3 className="truncate font-medium">{contact.name}</h3>
              {contact.jobTitle && <span className="truncate text-xs text-muted-foreground">{contact.jobTitle}</span>}
              {contact.isPrimary && <Badge variant="outline">{t("primary")}</Badge>}
            </div>
            <ul className="flex flex-col gap-2">
              {contact.points.map((point) => (
                <Point key={point.id} point={point} onVerify={mayUpdate ? () => setVerifying(point) : undefined} />
              ))}
            </ul>
          </section>
        ))}
      </CardContent>
      {verifying && <VerifyDialog debtorId={debtor.id} point={verifying} onClose={() => setVerifying(null)} />}
    </Card>
  );
}

function Point({ point, onVerify }: { point: ContactPoint; onVerify?: () => void }) {
  const t = useTranslations("debtors.detail");
  const wishes = useTranslations("debtors.wishes");
  const now = useNow();
  const line = lineTypes.find((each) => each === point.lineType);
  const zone = point.kind === "phone" ? point.zones[0] : undefined;
  return (
    <li className="rounded-md border p-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 font-medium break-all tabular-nums">{point.address}</span>
        <span className="text-xs text-muted-foreground">
          {line && t(`lineType.${line}`)}
          {zone && (
            <>
              {line && " · "}
              <LocalTime at={now} zone={zone} />
            </>
          )}
        </span>
      </div>
      <ul className="mt-1.5 flex flex-col gap-1">
        {point.channels.map((each) => (
          <ChannelLine key={each.channel} of={each} />
        ))}
      </ul>
      <div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-xs text-muted-foreground">
        <span>
          {point.place && `${wishes(`verify.places.${point.place}`)} · `}
          {point.verifiedAt && point.verifiedHow
            ? wishes.rich(`verify.told.${point.verifiedHow}`, {
                when: () => <When key="when" at={point.verifiedAt ?? now} />,
              })
            : wishes("verify.never")}
        </span>
        {onVerify && (
          <Button
            variant="ghost"
            size="sm"
            onClick={onVerify}
            aria-label={wishes("verify.openFor", { address: point.address })}
          >
            {wishes("verify.open")}
          </Button>
        )}
      </div>
    </li>
  );
}

function ChannelLine({ of }: { of: ContactPoint["channels"][number] }) {
  const t = useTranslations("debtors.detail");
  const usable = of.status === "active";
  const consent = consentKinds.find((kind) => kind === of.consent?.kind);
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs">
      <span className="w-16 shrink-0">
        <ChannelIcon channel={of.channel} label className="size-3.5" />
      </span>
      <span className={cn("flex items-center gap-1.5", !usable && "font-medium text-warning-strong")}>
        <span className={cn("size-1.5 rounded-full", usable ? "bg-success" : "bg-warning")} aria-hidden />
        {t(`channelStatus.${of.status}`)}
        {of.source && `, ${t(`optedOutBy.${of.source}`)}`}
        {!usable && of.since && <When at={of.since} className="font-normal" />}
      </span>
      {usable && (
        <span className="text-muted-foreground" title={of.consent?.evidence ?? undefined}>
          {consent ? t(`consent.${consent}`) : t("consent.none")}
        </span>
      )}
    </li>
  );
}
