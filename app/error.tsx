"use client";

import { PageError } from "@/components/shell/page-error";

export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh p-6">
      <PageError {...props} />
    </main>
  );
}
