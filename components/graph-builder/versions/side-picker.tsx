"use client";

import { useTranslations } from "next-intl";
import { draftSide, type Sides } from "@/components/graph-builder/versions/sides";
import { NativeSelect } from "@/components/ui/native-select";

export type VersionName = { id: string; number: number };

/** Which version stands on one side of a comparison. */
export function SidePicker({
  versions,
  side,
  sides,
  onChange,
}: {
  versions: readonly VersionName[];
  side: "from" | "to";
  sides: Sides;
  onChange: (sides: Sides) => void;
}) {
  const t = useTranslations("builder.diff");
  const b = useTranslations("builder.versions");
  const isOlder = sides[side] !== draftSide && !versions.some((version) => version.id === sides[side]);
  return (
    <NativeSelect
      aria-label={t(side)}
      value={sides[side]}
      onChange={(event) => onChange({ ...sides, [side]: event.target.value })}
    >
      <option value={draftSide}>{t("draft")}</option>
      {versions.map((version) => (
        <option key={version.id} value={version.id}>
          {b("number", { number: version.number })}
        </option>
      ))}
      {isOlder && <option value={sides[side]}>{t("older")}</option>}
    </NativeSelect>
  );
}
