// How many parts a text message is sent in. Pure.

const gsm = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const gsmDouble = new Set("^{}\\[~]|€");

/** Characters as the network counts them, and the parts they take. */
export function smsSegments(text: string): { characters: number; segments: number } {
  const letters = [...text];
  const plain = letters.every((letter) => gsm.has(letter) || gsmDouble.has(letter));
  const characters = plain
    ? letters.reduce((count, letter) => count + (gsmDouble.has(letter) ? 2 : 1), 0)
    : text.length;
  const [single, part] = plain ? [160, 153] : [70, 67];
  const segments = characters === 0 ? 0 : characters <= single ? 1 : Math.ceil(characters / part);
  return { characters, segments };
}
