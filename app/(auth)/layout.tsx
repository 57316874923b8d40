import Link from "next/link";
import type { ReactNode } from "react";
import { LanguageChoice } from "@/components/auth/language-choice";
import { TRPCReactProvider } from "@/components/trpc/provider";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <TRPCReactProvider>
      <div className="flex min-h-svh flex-col">
        <header className="flex items-center justify-between px-4 py-3 sm:px-6">
          <Link
            href="/"
            className="rounded-sm font-semibold tracking-tight focus-visible:ring-2 focus-visible:ring-ring"
          >
            Duelane
          </Link>
          <LanguageChoice />
        </header>
        <main className="flex flex-1 items-start justify-center px-4 pt-8 pb-16 sm:pt-16">
          <div className="w-full max-w-sm space-y-6">{children}</div>
        </main>
      </div>
    </TRPCReactProvider>
  );
}
