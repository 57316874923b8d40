"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

/** The way between the pages of one section, under its heading. */
export function PageNav({ label, pages }: { label: string; pages: readonly { href: string; name: string }[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto border-b">
      {pages.map(({ href, name }) => {
        const current = pathname === href;
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "-mb-px border-b-2 border-transparent px-0.5 py-2 text-sm font-medium whitespace-nowrap text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset",
              current && "border-primary text-foreground",
            )}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
