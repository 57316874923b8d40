"use client";

import { useTranslations } from "next-intl";
import { NumberField } from "@/components/graph-builder/fields/fields";

type Given = { silenceMs?: number; attemptsMax?: number };

/** How long a person may say nothing, and how often they are asked again. */
export function Patience({ node, onPatience }: { node: Given; onPatience: (changed: Given, field: string) => void }) {
  const t = useTranslations("flows.fields");
  return (
    <div className="grid grid-cols-2 gap-3">
      <NumberField
        label={t("silence")}
        value={node.silenceMs === undefined ? undefined : node.silenceMs / 1_000}
        min={2}
        max={120}
        onChange={(seconds) => onPatience({ silenceMs: seconds * 1_000 }, "silenceMs")}
      />
      <NumberField
        label={t("attempts")}
        value={node.attemptsMax}
        min={1}
        max={5}
        onChange={(attemptsMax) => onPatience({ attemptsMax }, "attemptsMax")}
      />
    </div>
  );
}
