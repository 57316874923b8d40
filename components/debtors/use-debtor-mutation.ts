"use client";

import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import type { AppRouter } from "@/server/api/root";

type Procedure<Input, Output> = {
  mutationOptions: () => UseMutationOptions<Output, TRPCClientErrorLike<AppRouter>, Input>;
};

/** A change to a debtor: says that it was done, and has everything that may show it read again. */
export function useDebtorMutation<Input, Output>(
  procedure: Procedure<Input, Output>,
  saved: string | ((output: Output) => string),
  onDone?: () => void,
) {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useMutation({
    ...procedure.mutationOptions(),
    onSuccess: async (output) => {
      toast.success(typeof saved === "string" ? saved : saved(output));
      onDone?.();
      await Promise.all(
        [trpc.debtors.pathKey(), trpc.invoices.pathKey(), trpc.overview.pathKey()].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}
