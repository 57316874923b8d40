"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Action, may, type Role } from "@/server/tenancy/permissions";

export type ShellWorkspace = {
  slug: string;
  name: string;
  mode: "live" | "sandbox";
  role: Role;
  timeZone: string;
  currency: string;
  country: string;
};

const Workspace = createContext<ShellWorkspace | null>(null);

export function WorkspaceProvider({ workspace, children }: { workspace: ShellWorkspace; children: ReactNode }) {
  return <Workspace.Provider value={workspace}>{children}</Workspace.Provider>;
}

/** The workspace around this component. */
export function useWorkspace(): ShellWorkspace {
  const workspace = useContext(Workspace);
  if (!workspace) throw new Error("useWorkspace is for components below a workspace's layout.");
  return workspace;
}

/** Whether the reader's role allows an action; the server checks it again. */
export function useMay(action: Action): boolean {
  return may(useWorkspace().role, action);
}
