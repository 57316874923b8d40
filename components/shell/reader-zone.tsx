"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { rememberZone } from "@/components/shell/preferences";

/** Tells the server the reader's time zone once, and has the page rendered again in it. */
export function ReaderZone() {
  const router = useRouter();
  useEffect(() => {
    if (rememberZone()) router.refresh();
  }, [router]);
  return null;
}
