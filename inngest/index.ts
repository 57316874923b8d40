// Every background function of the product, each in its own file under functions/.
import type { InngestFunction } from "inngest";

export const functions: InngestFunction.Any[] = [];
