"use client";

import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import type { AppRouter } from "@/server/api/root";

type Procedure<Input, Output> = {
  mutationOptions: () => UseMutationOptions<Output, TRPCClientErrorLike<AppRouter>, Input>;
};

/** A step on a request: says that it was done, and has everything that may show it read again. Errors are shown in place. */
export function useRightsMutation<Input, Output>(
  procedure: Procedure<Input, Output>,
  saved: string | ((output: Output) => string),
  onDone?: (output: Output) => void,
) {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useMutation({
    ...procedure.mutationOptions(),
    onSuccess: async (output) => {
      toast.success(typeof saved === "string" ? saved : saved(output));
      onDone?.(output);
      await Promise.all(
        [trpc.rights.pathKey(), trpc.retention.pathKey(), trpc.debtors.pathKey(), trpc.overview.pathKey()].map(
          (queryKey) => client.invalidateQueries({ queryKey }),
        ),
      );
    },
    onError: () => {},
  });
}
