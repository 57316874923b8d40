"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/provider";
import type { Channel } from "@/server/journeys/graph/schema";

const LOOK_AGAIN_MS = 3_000;
const LISTEN_AGAIN_MS = 1_000;

/** What arrived on a channel; looks again by itself, as a phone does. */
export function useDeliveries(channel: Channel, debtorId: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.sandbox.deliveries.queryOptions(
      { channel, debtorId: debtorId ?? undefined, limit: 100 },
      { refetchInterval: LOOK_AGAIN_MS, placeholderData: keepPreviousData },
    ),
  );
}

/** What is heard on a call that goes on; somebody of the workspace may say something, or end it, at any time. */
export function useHeard(deliveryId: string, { enabled }: { enabled: boolean }) {
  const trpc = useTRPC();
  return useQuery(
    trpc.sandbox.heard.queryOptions(
      { deliveryId },
      { enabled, refetchInterval: ({ state }) => (state.data?.isOver ? false : LISTEN_AGAIN_MS) },
    ),
  ).data;
}

/** Has everything on the page read again after the debtor did something. */
export function useSandboxRefresh() {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: trpc.sandbox.pathKey() });
}
