"use client";

import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { LocalTime } from "@/components/ui/when";

/** An instant on the debtor's wall clock and on the workspace's, each with its zone's name. */
export function BothTimes({ at, debtorZone }: { at: Date; debtorZone: string | undefined }) {
  const { timeZone } = useWorkspace();
  return <LabelledTimes at={at} debtorZone={debtorZone} workspaceZone={timeZone} />;
}

type Zones = { debtorZone: string | undefined; workspaceZone: string };

export function LabelledTimes({ at, debtorZone, workspaceZone }: { at: Date } & Zones) {
  const t = useTranslations("touches.times");
  const places =
    debtorZone === workspaceZone
      ? [{ whose: "both", zone: workspaceZone } as const]
      : [
          ...(debtorZone ? [{ whose: "debtor", zone: debtorZone } as const] : []),
          { whose: "workspace", zone: workspaceZone } as const,
        ];
  return places.map(({ whose, zone }) => (
    <span key={whose} className="block">
      <LocalTime at={at} zone={zone} />{" "}
      <span className="text-xs text-muted-foreground">{t(whose, { zone: zone.replaceAll("_", " ") })}</span>
    </span>
  ));
}
