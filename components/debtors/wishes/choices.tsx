import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";

/** Some of a few. */
export function Choices({
  legend,
  of,
  chosen,
  onChange,
}: {
  legend: string;
  of: readonly (readonly [value: string, label: string])[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset className="space-y-2 sm:col-span-2">
      <legend className="text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {of.map(([value, label]) => (
          <Label key={value} className="font-normal">
            <Checkbox
              checked={chosen.includes(value)}
              onCheckedChange={(checked) => {
                const others = chosen.filter((each) => each !== value);
                onChange(checked ? [...others, value] : others);
              }}
            />
            {label}
          </Label>
        ))}
      </div>
    </fieldset>
  );
}
