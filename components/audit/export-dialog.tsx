"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { type AccessReason, accessReasons } from "@/server/audit/contract";

type Format = "csv" | "jsonl" | "json" | "pdf" | "html" | "txt";

/** A download of personal data: asks why, and leads to the file; the reason stands in the audit log. */
export function ExportDialog({
  href,
  query,
  label,
  formats,
  reasons = accessReasons,
}: {
  href: string;
  query: Record<string, string | undefined>;
  label: string;
  formats?: readonly Format[];
  reasons?: readonly AccessReason[];
}) {
  const t = useTranslations("audit.exporting");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<AccessReason | "">("");
  const [format, setFormat] = useState<Format | undefined>(formats?.[0]);
  const [reasonId, formatId] = [useId(), useId()];
  const take = () => {
    const search = new URLSearchParams(
      Object.entries({ ...query, format, reason }).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    window.location.assign(`${href}?${search}`);
    setOpen(false);
  };
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)}>
        <Download aria-hidden /> {label}
      </Button>
      <ActionDialog
        title={label}
        description={t("lead")}
        action={t("download")}
        open={open}
        ready={reason !== ""}
        pending={false}
        onSubmit={take}
        onClose={() => setOpen(false)}
      >
        <div className="grid gap-1.5">
          <Label htmlFor={reasonId}>{t("reason")}</Label>
          <NativeSelect
            id={reasonId}
            value={reason}
            required
            onChange={(event) => setReason(reasons.find((each) => each === event.target.value) ?? "")}
          >
            <option value="">{t("choose")}</option>
            {reasons.map((each) => (
              <option key={each} value={each}>
                {t(`reasons.${each}`)}
              </option>
            ))}
          </NativeSelect>
        </div>
        {formats && formats.length > 1 && (
          <div className="grid gap-1.5">
            <Label htmlFor={formatId}>{t("format")}</Label>
            <NativeSelect
              id={formatId}
              value={format}
              onChange={(event) => setFormat(formats.find((each) => each === event.target.value))}
            >
              {formats.map((each) => (
                <option key={each} value={each}>
                  {t(`formats.${each}`)}
                </option>
              ))}
            </NativeSelect>
          </div>
        )}
      </ActionDialog>
    </>
  );
}
