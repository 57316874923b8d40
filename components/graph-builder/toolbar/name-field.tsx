"use client";

import { useState } from "react";

type Props = {
  label: string;
  name: string;
  readOnly: boolean;
  /** Gives it the new name; `done` when it has it, or could not get it. */
  onRename: (name: string, done: () => void) => void;
};

/** What is drawn is called so; written over in its place. */
export function NameField({ label, name, readOnly, onRename }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  if (readOnly) return <h1 className="min-w-0 truncate text-sm font-semibold">{name}</h1>;
  return (
    <h1 className="min-w-0 max-sm:flex-1">
      <input
        aria-label={label}
        className="field-sizing-content h-8 max-w-64 min-w-24 rounded-md border border-transparent bg-transparent px-2 text-sm font-semibold outline-none hover:border-input focus-visible:border-input focus-visible:ring-2 focus-visible:ring-ring max-sm:w-full max-sm:max-w-none"
        maxLength={120}
        value={typed ?? name}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        onBlur={() => {
          const next = typed?.trim();
          if (next && next !== name) onRename(next, () => setTyped(null));
          else setTyped(null);
        }}
      />
    </h1>
  );
}
