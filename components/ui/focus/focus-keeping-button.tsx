"use client";

import { type ComponentProps, type MouseEvent, useState } from "react";

/** A button that keeps the focus it has while it cannot be pressed: the browser's own `disabled` drops it to the page's start. */
export function FocusKeepingButton({ disabled, onFocus, onBlur, ...props }: ComponentProps<"button">) {
  const [hasFocus, setFocus] = useState(false);
  const isHeld = disabled && hasFocus;
  return (
    <button
      type="button"
      {...props}
      {...(isHeld && held)}
      disabled={disabled && !hasFocus}
      onFocus={(event) => {
        setFocus(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setFocus(false);
        onBlur?.(event);
      }}
    />
  );
}

/** What `disabled` would do, but for the focus: it presses nothing and sends no form. */
const held = {
  "aria-disabled": true,
  onClick: (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  },
  onPointerDown: undefined,
  onKeyDown: undefined,
} as const;
