import type { ReactNode } from "react";

/** The top of every page: what it is, one line about it, and what can be done. */
export function PageHeader({
  back,
  title,
  description,
  actions,
  children,
}: {
  /** The way up, where the page stands below another. */
  back?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 space-y-1">
        <div className="flex items-center gap-2">
          {back}
          {/* What has the focus may go away: the page's heading is where it then goes. */}
          <h1 tabIndex={-1} className="text-lg leading-7 font-semibold tracking-tight text-balance outline-none">
            {title}
          </h1>
        </div>
        {description && <div className="text-sm text-muted-foreground">{description}</div>}
        {children}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
