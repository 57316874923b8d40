"use client";

import { Progress as ProgressPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** `value` from 0 to 100; null or undefined while it cannot be told. Give it an aria-label. */
export function Progress({ className, value, ...props }: ComponentProps<typeof ProgressPrimitive.Root>) {
  const known = typeof value === "number";
  return (
    <ProgressPrimitive.Root
      data-slot="progress"
      value={known ? value : null}
      className={cn("relative h-1.5 w-full overflow-hidden rounded-full bg-secondary", className)}
      {...props}
    >
      <ProgressPrimitive.Indicator
        className={cn("h-full bg-primary transition-[width]", !known && "w-1/3 animate-pulse")}
        style={known ? { width: `${Math.min(100, Math.max(0, value))}%` } : undefined}
      />
    </ProgressPrimitive.Root>
  );
}
