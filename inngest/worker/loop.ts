/** Something that runs beside the functions for as long as the worker lives. */
export type WorkerLoop = { stop(): Promise<void> };
