const READING_MS = 15_000;

/** A toast with something to press: it stays long enough to be read and reached (WCAG 2.2.1). */
export function toastOffer(label: string, onClick: () => void) {
  return { action: { label, onClick }, duration: READING_MS };
}
