"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/**
 * Gives the focus back to whatever had it when a dialog opened: the primitive itself only knows triggers, and most dialogs
 * here are opened by other means. `keep` stands inside of the content.
 */
export function useFocusBack(first?: (event: Event) => void) {
  const opener = useRef<Element | null>(null);
  return {
    keep: <KeepOpener opener={opener} />,
    onCloseAutoFocus: (event: Event) => {
      first?.(event);
      const element = opener.current;
      if (event.defaultPrevented || !(element instanceof HTMLElement) || !element.isConnected) return;
      event.preventDefault();
      element.focus();
    },
  };
}

/** Mounted as the dialog opens, while the focus still is where it was. */
function KeepOpener({ opener }: { opener: RefObject<Element | null> }) {
  const [focused] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    opener.current = focused;
  }, [opener, focused]);
  return null;
}
