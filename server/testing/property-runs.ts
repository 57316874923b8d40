/**
 * On how many cases a costly property is tried: on all of them in `npm test`, on a quarter in `npm run verify`, which is
 * run after every step of work. Other cases come each time, so that a quarter four times is as good.
 */
export function propertyRuns(all: number): number {
  return process.env.PROPERTY_RUNS === "all" ? all : Math.ceil(all / 4);
}
