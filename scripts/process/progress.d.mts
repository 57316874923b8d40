export function sayProgress(
  doing: () => string,
  how?: { everyMs?: number; say?: (line: string) => void },
): { stop(): void };
