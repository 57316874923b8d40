// A short mark of the touch inside its text: the vendor keeps no key of ours, but it keeps the text, so an earlier send
// can be asked for by it. It also tells people on the phone which message is meant. Pure.

const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Seven letters and digits from the random end of the touch's id. */
export function touchReference(touchId: string): string {
  let rest = BigInt(`0x${touchId.replaceAll("-", "").slice(-12)}`);
  let text = "";
  for (let i = 0; i < 7; i += 1) {
    text += alphabet[Number(rest % 31n)];
    rest /= 31n;
  }
  return text;
}

/** The text with its mark at the end. */
export function withReference(text: string, touchId: string): string {
  return `${text.trimEnd()}\n[${touchReference(touchId)}]`;
}
