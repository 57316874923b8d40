"use client";

import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

/** The end of a list that grows: who reads it there goes along with it, who does not has a way to it. */
export function FollowNewest({ turns, label }: { turns: number; label: string }) {
  const end = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    const watching = new IntersectionObserver(([entry]) => entry && setSeen(entry.isIntersecting));
    if (end.current) watching.observe(end.current);
    return () => watching.disconnect();
  }, []);
  const followed = useRef(turns);
  useLayoutEffect(() => {
    if (followed.current === turns) return;
    followed.current = turns;
    if (isSeen) end.current?.scrollIntoView({ block: "nearest" });
  }, [turns, isSeen]);
  return (
    <>
      <div ref={end} className="h-px scroll-mb-6" />
      {!isSeen && (
        <Button
          variant="outline"
          size="sm"
          className="sticky bottom-4 mx-auto flex"
          onClick={() => end.current?.scrollIntoView({ block: "nearest" })}
        >
          <ArrowDown aria-hidden />
          {label}
        </Button>
      )}
    </>
  );
}
