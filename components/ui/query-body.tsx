"use client";

import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";

/** What a query has to show: why it failed and a way to try again, the skeleton while it loads, then its data. */
export function QueryBody<Data>({
  query,
  skeleton,
  errorClassName,
  children,
}: {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch(): unknown };
  skeleton: ReactNode;
  errorClassName?: string;
  children: (data: Data) => ReactNode;
}) {
  if (query.isError)
    return <ErrorState className={errorClassName} error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return skeleton;
  return children(query.data);
}
