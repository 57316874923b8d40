"use client";

import { ErrorState } from "@/components/ui/error-state";

/** For error.tsx of a route: what happened, another try, and the id under which the log has it. */
export function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState error={{ digest: error.digest }} onRetry={reset} className="m-auto w-full max-w-lg" />;
}
