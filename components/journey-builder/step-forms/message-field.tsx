"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** The editor of a message; its code comes when a step that has one is opened. */
export const MessageField = dynamic(
  () => import("@/components/rich-text/message-editor").then((module) => module.MessageEditor),
  { ssr: false, loading: () => <Skeleton className="h-28" /> },
);
