"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { sectionsFor } from "@/components/shell/sections";
import { useWorkspace } from "@/components/shell/workspace-context";

const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** ⌘K or Ctrl-K anywhere; `?`, `/` and `g` then a letter where no text is being typed and no dialog is open. */
export function useShortcuts(open: { palette: () => void; help: () => void }) {
  const router = useRouter();
  const { slug, mode, role } = useWorkspace();
  useEffect(() => {
    let wentTo = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        open.palette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog], [role=alertdialog], [data-keyboard=own]")) return;
      if (event.key === "?") {
        event.preventDefault();
        open.help();
      } else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("[data-page-search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
      } else if (event.key === "g") {
        wentTo = event.timeStamp;
      } else if (event.timeStamp - wentTo < SEQUENCE_MS) {
        wentTo = 0;
        const section = sectionsFor({ mode, role }).find((each) => each.shortcut === event.key);
        if (section) router.push(`/${slug}${section.path}`);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open, router, slug, mode, role]);
}
