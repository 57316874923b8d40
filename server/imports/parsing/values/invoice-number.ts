// Invoice numbers are kept as written. Their key only finds near-duplicates. Pure.

/** Upper case, without separators and leading zeros: "inv-0042" and "INV42" have the same key. */
export function numberKey(number: string): string {
  const plain = number.toUpperCase().replace(/[\s\-_/.#\\]+/g, "");
  return plain.replace(/(^|[^0-9])0+(?=[0-9])/g, "$1");
}

/** What the keys of all numbers begin with that begin with this: zeros at its end may yet turn out to be leading ones. */
export function keyOfBeginning(beginning: string): string {
  return numberKey(beginning).replace(/(^|[^0-9])0+$/, "$1");
}
