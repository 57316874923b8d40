import type { ReactNode } from "react";
import { TRPCReactProvider } from "@/components/trpc/provider";

export default function WorkspacesLayout({ children }: { children: ReactNode }) {
  return <TRPCReactProvider>{children}</TRPCReactProvider>;
}
