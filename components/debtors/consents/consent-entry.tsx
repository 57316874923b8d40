"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { When } from "@/components/ui/when";
import type { ConsentRow } from "@/server/consents/contract";

const tones = { runs: "success", ended: "secondary", revoked: "warning", later: "info" } as const;

/** One consent: for what, since when, on what evidence, and how it ended. */
export function ConsentEntry({ consent, onRevoke }: { consent: ConsentRow; onRevoke?: () => void }) {
  const t = useTranslations("contactRules.consents");
  const { state, endsAt } = consent;
  return (
    <div className="grid gap-1 text-xs">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
          <ChannelIcon channel={consent.channel} label />
          <span className="font-medium break-all tabular-nums">{consent.address}</span>
          <Badge variant={tones[state]}>{t(`states.${state}`)}</Badge>
        </span>
        {onRevoke && (state === "runs" || state === "later") && (
          <Button variant="outline" size="sm" onClick={onRevoke}>
            {t("revoke")}
            <span className="sr-only"> {consent.address}</span>
          </Button>
        )}
      </div>
      <p>
        {t(`kinds.${consent.kind}`)} · {t(`purposes.${consent.purpose}`)}
        {consent.kind === "inferred" && ` · ${t("opensNothing")}`}
      </p>
      {consent.wording && <p className="break-words">{t("wordingIs", { text: consent.wording })}</p>}
      {consent.evidence && <p className="break-words">{t("evidenceIs", { text: consent.evidence })}</p>}
      <p className="text-muted-foreground">
        {consent.givenBy
          ? t.rich("givenByName", {
              name: consent.givenBy,
              when: () => <When key="given" at={consent.grantedAt} exact />,
            })
          : t.rich("given", { when: () => <When key="given" at={consent.grantedAt} exact /> })}
        {endsAt && state !== "revoked" && (
          <>
            {" · "}
            {t.rich(state === "ended" ? "ended" : "ends", { when: () => <When key="ends" at={endsAt} exact /> })}
          </>
        )}
        {consent.recordedBy && ` · ${t("recordedBy", { name: consent.recordedBy })}`}
      </p>
      <Revoked consent={consent} />
    </div>
  );
}

function Revoked({ consent: { revokedAt, revokedBy, revokedHow } }: { consent: ConsentRow }) {
  const t = useTranslations("contactRules.consents");
  if (!revokedAt) return null;
  const when = () => <When key="revoked" at={revokedAt} exact />;
  return (
    <p className="break-words text-muted-foreground">
      {revokedBy ? t.rich("revokedBy", { name: revokedBy, when }) : t.rich("revokedAt", { when })}
      {revokedHow && ` · ${t("because", { how: revokedHow })}`}
    </p>
  );
}
