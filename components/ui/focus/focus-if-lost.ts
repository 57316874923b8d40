import { type RefObject, useEffect, useRef } from "react";

/** Where what had the focus is gone, the focus stands on the page or on the sheet around: it goes on here. */
export function focusIfLost(element: HTMLElement | null): void {
  if (element && document.activeElement?.contains(element)) element.focus();
}

/** Once what it opened is closed, and the focus with it, the focus goes on at the opener. */
export function useOpener<Opener extends HTMLElement>(isOpen: boolean): RefObject<Opener | null> {
  const opener = useRef<Opener>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) focusIfLost(opener.current);
    wasOpen.current = isOpen;
  }, [isOpen]);
  return opener;
}
