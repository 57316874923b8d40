"use client";

import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import superjson from "superjson";
import { useErrorText } from "@/components/ui/error-state";
import type { AppRouter } from "@/server/api/root";

const context = createTRPCContext<AppRouter>();

export const useTRPC = context.useTRPC;
export const useTRPCClient = context.useTRPCClient;

/** The caller's own mistakes are not worth another try; a lost connection is. */
function worthRetrying(count: number, error: unknown) {
  if (error instanceof TRPCClientError && typeof error.data?.httpStatus === "number") {
    return error.data.httpStatus >= 500 && count < 2;
  }
  return count < 2;
}

/**
 * Everything below may call the API: in the workspace `slug`, or, without one, as a person. Mutations that fail say so
 * in a toast unless they have an onError of their own or `meta: { quiet: true }`.
 */
export function TRPCReactProvider({ slug, children }: { slug?: string; children: ReactNode }) {
  const text = useErrorText();
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 15_000, retry: worthRetrying },
          // Without a network a change fails and says so, rather than to wait unseen and be made when nobody expects it.
          mutations: { networkMode: "always" },
        },
        mutationCache: new MutationCache({
          onError: (error, _input, _context, mutation) => {
            if (mutation.options.onError || mutation.meta?.quiet) return;
            toast.error(text(error));
          },
        }),
      }),
  );
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        httpBatchStreamLink({
          url: "/api/trpc",
          transformer: superjson,
          headers: slug ? { "x-duelane-workspace": slug } : {},
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
