/** Where what had the focus is gone, the focus stands on the page or on the sheet around: it goes on here. */
export function focusIfLost(element: HTMLElement | null): void {
  if (element && document.activeElement?.contains(element)) element.focus();
}
