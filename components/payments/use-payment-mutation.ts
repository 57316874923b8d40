"use client";

import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { toast } from "sonner";
import type { AppRouter } from "@/server/api/root";

type Procedure<Input, Output> = {
  mutationOptions: () => UseMutationOptions<Output, TRPCClientErrorLike<AppRouter>, Input>;
};

/** Money moved: it shows in balances, ageing, lists and the timeline, so everything on the screen is read again. */
export function usePaymentMutation<Input, Output>(
  procedure: Procedure<Input, Output>,
  onDone: (output: Output, input: Input) => string | Promise<string>,
) {
  const client = useQueryClient();
  return useMutation({
    ...procedure.mutationOptions(),
    onSuccess: async (output, input) => {
      toast.success(await onDone(output, input));
      await client.invalidateQueries();
    },
  });
}
