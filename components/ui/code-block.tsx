/** Something to be copied into a terminal or a program, as it is written. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre className="rounded-md border bg-muted p-2.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
      {children}
    </pre>
  );
}
