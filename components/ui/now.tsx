"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

const Now = createContext<Date | null>(null);

/**
 * What time it is for everything below: the workspace's clock. `standsAt` is a sandbox clock that was moved; null
 * follows real time, starting from the server's, once a minute.
 */
export function NowProvider({
  standsAt,
  serverNow,
  children,
}: {
  standsAt: Date | null;
  serverNow: Date;
  children: ReactNode;
}) {
  const [real, setReal] = useState(serverNow);
  const stands = standsAt?.getTime();
  useEffect(() => {
    if (stands !== undefined) return;
    setReal(new Date());
    const timer = setInterval(() => setReal(new Date()), 60_000);
    return () => clearInterval(timer);
  }, [stands]);
  const now = useMemo(() => (stands === undefined ? real : new Date(stands)), [stands, real]);
  return <Now.Provider value={now}>{children}</Now.Provider>;
}

/** The workspace's now; outside a workspace, the machine's at first render. */
export function useNow(): Date {
  const provided = useContext(Now);
  const [fallback] = useState(() => new Date());
  return provided ?? fallback;
}
