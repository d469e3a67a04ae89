import { fileURLToPath } from 'node:url';
import { createSandbox, type Sandbox } from '@sallyport/sandbox';

/** The data that ships with the project. */
export const dataFolder = fileURLToPath(new URL('../../../../../apps/mcp-server/data/', import.meta.url));

/** A real sandbox over the shipped data. */
export const openSandbox = (cacheFolder: string): Promise<Sandbox> =>
  createSandbox({ dataFolder, cacheFolder, poolSize: 1 });
