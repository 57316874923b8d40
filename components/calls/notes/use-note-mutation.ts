"use client";

import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import type { AppRouter } from "@/server/api/root";

type Procedure<Input, Output> = {
  mutationOptions: () => UseMutationOptions<Output, TRPCClientErrorLike<AppRouter>, Input>;
};

/** A change to a call's notes: says that it was done, and has everything that shows them read again. */
export function useNoteMutation<Input, Output>(
  procedure: Procedure<Input, Output>,
  saved: string,
  onDone?: () => void,
) {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useMutation({
    ...procedure.mutationOptions(),
    onSuccess: async () => {
      toast.success(saved);
      onDone?.();
      await client.invalidateQueries({ queryKey: trpc.calls.pathKey() });
    },
  });
}
