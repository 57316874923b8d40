// What browsers send: superjson, without the annotations that no input of ours has and that cost more than their length.
import superjson, { type SuperJSONResult } from "superjson";

/** For tRPC: answers as superjson makes them, inputs read by `readInput`. */
export const wireJson = {
  input: { serialize: superjson.serialize, deserialize: readInput },
  output: superjson,
};

/** Throws on a big integer: reading four million digits holds up everybody for seconds. */
function readInput(sent: SuperJSONResult): unknown {
  if (sent?.meta && JSON.stringify(sent.meta).includes('["bigint"')) throw new TypeError("No input is a big integer.");
  return superjson.deserialize(sent);
}
