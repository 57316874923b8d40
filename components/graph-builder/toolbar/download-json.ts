/** Gives the reader a file of what is drawn, named after it. */
export function downloadJson(name: string, kind: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}.${kind}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
