import type { ReactNode } from "react";

/** The heading of a page that has one thing to do. */
export function AuthHeading({ title, lead }: { title: ReactNode; lead?: ReactNode }) {
  return (
    <div className="space-y-1.5">
      <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
      {lead && <p className="text-sm text-muted-foreground">{lead}</p>}
    </div>
  );
}
