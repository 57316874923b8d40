"use client";

import type { ComponentProps } from "react";
import { Comparison } from "@/components/graph-builder/versions/comparison";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { DrawnGraph } from "@/server/graphs/shape";

/** A version as it is read, or the draft. */
export type ComparedSide = { graph: DrawnGraph | undefined; error: unknown; retry: () => void };

type Props = Omit<ComponentProps<typeof Comparison>, "before" | "after"> & { from: ComparedSide; to: ComparedSide };

/** Two versions, or a version and the draft, once both are there. */
export function VersionComparison({ from, to, sides, ...rest }: Props) {
  const failed = [from, to].find((side) => side.error);
  if (failed) return <ErrorState error={failed.error} onRetry={failed.retry} />;
  if (!from.graph || !to.graph) return <Skeleton className="m-4 min-h-96" />;
  return <Comparison key={`${sides.from} ${sides.to}`} before={from.graph} after={to.graph} sides={sides} {...rest} />;
}
