import { fileURLToPath } from 'node:url';

/** The top of the repository, with a slash at its end. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** The datasets that the project ships. */
export const shippedFolder = `${repository}apps/mcp-server/data`;
