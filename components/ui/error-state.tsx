"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type ErrorFacts = {
  code: string;
  requestId: string | null;
  message: string | null;
  reason: string | null;
  /** The inputs it is about. */
  fields: string[];
};

/**
 * What a tRPC error, or any other, tells: its code and the id under which the server's log has it. One without data did
 * not come from the server: the connection was lost, or nobody answers there.
 */
export function errorFacts(error: unknown): ErrorFacts {
  const facts: ErrorFacts = { code: "INTERNAL", requestId: null, message: null, reason: null, fields: [] };
  if (typeof error !== "object" || error === null) return facts;
  if ("message" in error && typeof error.message === "string") facts.message = error.message;
  const data = "data" in error ? error.data : undefined;
  if ("name" in error && error.name === "TRPCClientError" && !data) facts.code = "UNREACHABLE";
  if (typeof data === "object" && data !== null) {
    if ("code" in data && typeof data.code === "string") facts.code = data.code;
    if ("requestId" in data && typeof data.requestId === "string") facts.requestId = data.requestId;
    if ("reason" in data && typeof data.reason === "string") facts.reason = data.reason;
    if ("fields" in data && typeof data.fields === "object") facts.fields = Object.keys(data.fields ?? {});
  } else if ("digest" in error && typeof error.digest === "string") facts.requestId = error.digest;
  return facts;
}

/** The reader's sentence for an error, by its reason where it has one, else by its code. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  return (error) => {
    const { code, reason } = errorFacts(error);
    if (reason && t.has(`reasons.${reason}`)) return t(`reasons.${reason}`);
    return t.has(code) ? t(code) : t("INTERNAL");
  };
}

/** The same; where something must be done first, what it is, as only the server knows it. */
export function useRefusalText(): (error: unknown) => string {
  const text = useErrorText();
  return (error) => {
    const { code, reason, message } = errorFacts(error);
    return (code === "PRECONDITION" && !reason && message) || text(error);
  };
}

/** What happened, what to do, and an id to tell us. */
export function ErrorState({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const t = useTranslations("ui");
  const text = useErrorText();
  const { requestId } = errorFacts(error);
  return (
    <div
      role="alert"
      className={cn(
        "flex flex-col items-center justify-center gap-3 rounded-lg border px-6 py-12 text-center",
        className,
      )}
    >
      <span className="flex size-9 items-center justify-center rounded-md bg-destructive-soft text-destructive-strong">
        <TriangleAlert className="size-4" aria-hidden />
      </span>
      <div className="space-y-1">
        <p className="text-sm font-medium">{t("errorTitle")}</p>
        <p className="max-w-md text-sm text-balance text-muted-foreground">{text(error)}</p>
        {requestId && (
          <p className="text-xs text-muted-foreground">
            {t("errorId")} <code className="font-mono select-all">{requestId}</code>
          </p>
        )}
      </div>
      {onRetry && (
        <Button variant="outline" onClick={onRetry}>
          {t("retry")}
        </Button>
      )}
    </div>
  );
}
