"use client";

import { useTranslations } from "next-intl";
import { Alert, AlertDescription } from "@/components/ui/alert";
import type { MissingPart } from "@/server/journeys/graph/availability";

/** What a step still lacks, and why it can be drawn but not published. */
export function Lacking({ part }: { part: MissingPart }) {
  const t = useTranslations("journeys");
  return (
    <Alert>
      <AlertDescription>
        {t(`lacks.${part}`)} {t("lacksHint")}
      </AlertDescription>
    </Alert>
  );
}
