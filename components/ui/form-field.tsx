import { type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";

type ControlProps = { id: string; "aria-invalid": boolean | undefined; "aria-describedby": string | undefined };

/** A label, its control, and below it the hint or what is wrong; read out together. */
export function FormField({
  label,
  hint,
  error,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": note ? noteId : undefined })}
      {note && (
        <p id={noteId} className={error ? "text-xs text-destructive-strong" : "text-xs text-muted-foreground"}>
          {note}
        </p>
      )}
    </div>
  );
}
