/** Whether it is an https address of a public host, as far as its text tells; where it leads is checked when it is called. Pure. */
export function isPublicUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url?.protocol === "https:" &&
    url.username === "" &&
    url.password === "" &&
    url.hostname.includes(".") &&
    !/(^|\.)(localhost|local|internal|home\.arpa)$/.test(url.hostname)
  );
}
