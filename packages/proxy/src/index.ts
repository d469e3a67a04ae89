// The complete public surface of @sallyport/proxy. Named exports only.
import { fileURLToPath } from 'node:url';

/** The file that runs the `sallyport` command with Node. */
export const sallyportCommand: string = fileURLToPath(new URL('../bin/sallyport.js', import.meta.url));
