// Keeps the undo history of each graph on this device, so that it survives a reload, a crash and a visit elsewhere.
// IndexedDB copies the graphs with what they share kept shared: two hundred of them take little more than one.
import type { Stored } from "@/components/graph-builder/editing/resume";
import type { DrawnGraph } from "@/server/graphs/shape";

const name = "duelane-builder";
const table = "histories";
const keptMax = 30;
/** A store that hangs must not keep the graph from opening. */
const answerWithinMs = 3_000;

type Row<Graph extends DrawnGraph> = Stored<Graph> & { key: string };

/** What was kept under the key; undefined without anything, and where the browser keeps nothing or does not answer. */
export function readHistory<Graph extends DrawnGraph>(key: string): Promise<Stored<Graph> | undefined> {
  const tooLong = new Promise<undefined>((resolve) => setTimeout(resolve, answerWithinMs, undefined));
  return Promise.race([readRow<Graph>(key), tooLong]);
}

async function readRow<Graph extends DrawnGraph>(key: string): Promise<Stored<Graph> | undefined> {
  try {
    const database = await open();
    const row = await answer<Row<Graph> | undefined>(database.transaction(table).objectStore(table).get(key));
    database.close();
    return row;
  } catch {
    return undefined;
  }
}

/** Keeps it in place of what was there. A browser that cannot keep it edits without a history that survives. */
export async function writeHistory(key: string, stored: Stored): Promise<void> {
  try {
    const database = await open();
    const store = database.transaction(table, "readwrite").objectStore(table);
    store.put({ ...stored, key } satisfies Row<DrawnGraph>);
    const byAge = await answer(store.index("at").getAllKeys());
    for (const old of byAge.slice(0, Math.max(0, byAge.length - keptMax))) store.delete(old);
    database.close();
  } catch {
    // Private windows and full disks: undo then lives as long as the page.
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(table, { keyPath: "key" }).createIndex("at", "at");
  };
  return answer(request);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
