"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/provider";

/** Reads again what a consent changes: the debtor, their consents and when they may be contacted. */
export function useReadConsentsAgain() {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () =>
    Promise.all(
      [trpc.consents.pathKey(), trpc.debtors.pathKey(), trpc.contactRules.pathKey()].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}
