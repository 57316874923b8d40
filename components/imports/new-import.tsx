"use client";

import { FileUp } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { ImportSteps } from "@/components/imports/import-steps";
import { type UploadState, useUpload } from "@/components/imports/use-upload";
import { useWorkspace } from "@/components/shell/workspace-context";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";

/** The first step: choose a file, or drop it. */
export function NewImport() {
  const t = useTranslations("imports");
  const router = useRouter();
  const { slug } = useWorkspace();
  const { state, send } = useUpload(slug, (id) => router.push(`/${slug}/imports/${id}`));
  const busy = state.kind === "sending" || state.kind === "reading";
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-5">
      <PageHeader
        title={t("drop.title")}
        description={t("drop.description")}
        actions={
          <Button asChild variant="ghost">
            <Link href={`/${slug}/imports`}>{t("back")}</Link>
          </Button>
        }
      />
      <ImportSteps current="file" />
      {busy ? <Sending state={state} /> : <DropZone onFile={(file) => void send(file)} />}
      {state.kind === "failed" && (
        <Alert variant="destructive">
          <AlertDescription>
            {t(`drop.${state.reason}`)}
            {state.reason === "failed" && (
              <Button variant="outline" size="sm" onClick={() => void send(state.file)}>
                {t("drop.retry")}
              </Button>
            )}
          </AlertDescription>
        </Alert>
      )}
    </div>
  );
}

function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations("imports.drop");
  const id = useId();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const taken = useRef(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (!file || taken.current) return;
    taken.current = true;
    onFile(file);
  };
  // A file chosen before the page became interactive.
  useEffect(() => take(input.current?.files));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-3 rounded-lg border border-dashed bg-card px-6 py-16 text-center transition-colors hover:bg-accent has-focus-visible:ring-2 has-focus-visible:ring-ring",
        over && "border-primary bg-accent",
      )}
    >
      <span className="flex size-10 items-center justify-center rounded-md border bg-background text-muted-foreground">
        <FileUp className="size-5" aria-hidden />
      </span>
      <span className="text-sm font-medium">{t("label")}</span>
      <span className="text-sm text-muted-foreground">{t("hint")}</span>
      <input
        ref={input}
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        className="sr-only"
        onChange={(event) => take(event.target.files)}
      />
    </label>
  );
}

function Sending({ state }: { state: UploadState }) {
  const t = useTranslations("imports.drop");
  if (state.kind !== "sending" && state.kind !== "reading") return null;
  const label = state.kind === "sending" ? t("uploading", { name: state.name }) : t("reading");
  return (
    <div className="grid gap-3 rounded-lg border bg-card px-6 py-12" role="status">
      <p className="text-sm font-medium break-all">{label}</p>
      <Progress value={state.kind === "sending" ? state.percent : null} aria-label={label} />
    </div>
  );
}
