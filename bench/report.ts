// How every benchmark ends: the figures for a reader, and as the last line on stdout one JSON object for a machine.
import { cpus, totalmem } from "node:os";

export type Target = { min?: number; max?: number };

export type BenchReport = {
  bench: string;
  metrics: Record<string, number>;
  targets: Record<string, Target>;
};

/** Prints the report and sets the exit code when a target is missed. */
export function report({ bench, metrics, targets }: BenchReport): void {
  const rounded = Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, round(value)]));
  const missed = Object.entries(targets).filter(([name, target]) => !meets(metrics[name], target));
  for (const [name, value] of Object.entries(rounded)) {
    const target = targets[name];
    const wanted = target ? `   (target ${target.min !== undefined ? `≥ ${target.min}` : `≤ ${target.max}`})` : "";
    process.stdout.write(`${name.padEnd(36)} ${String(value).padStart(14)}${wanted}\n`);
  }
  const met = missed.length === 0;
  const cpu = cpus();
  const machine = {
    cores: cpu.length,
    cpu: cpu[0]?.model.trim() ?? "unknown",
    memoryGb: round(totalmem() / 2 ** 30),
    node: process.version,
  };
  process.stdout.write(`${JSON.stringify({ bench, machine, metrics: rounded, targets, met })}\n`);
  if (!met) process.exitCode = 1;
}

function meets(value: number | undefined, { min, max }: Target): boolean {
  if (value === undefined || !Number.isFinite(value)) return false;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
