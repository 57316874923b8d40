import { useEffect, useState } from "react";

const TYPING_MS = 300;

/** The value once nobody has typed for a moment; compared, and handed on, as plain JSON. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text === undefined ? undefined : JSON.parse(text)), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
