"use client";

import { useEffect, useRef } from "react";

/** A list whose end stays in view as it grows. */
export function useScrolledToEnd(length: number) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (length > 0 && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [length]);
  return list;
}
