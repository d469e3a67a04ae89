/** What the surroundings say of the jail. The only place of this package that reads the environment. */
export interface JailEnvironment {
  /** `SALLYPORT_SANDBOX_JAIL`, when it is one of the known words. */
  jail?: 'auto' | 'bubblewrap' | 'container' | 'none';
  /** `NODE_ENV=production`. */
  production: boolean;
  /** Folders to look for programs in. */
  path: string[];
  /** `SALLYPORT_SANDBOX_SOCKET`: where a sandbox host listens that has the children. */
  socket?: string;
}

const words = ['auto', 'bubblewrap', 'container', 'none'] as const;

export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): JailEnvironment {
  const jail = words.find((word) => word === variables['SALLYPORT_SANDBOX_JAIL']);
  const socket = variables['SALLYPORT_SANDBOX_SOCKET'];
  return {
    ...(jail === undefined ? {} : { jail }),
    production: variables['NODE_ENV'] === 'production',
    path: (variables['PATH'] ?? '').split(':').filter(Boolean),
    ...(socket ? { socket } : {}),
  };
}

/** The names of all variables, for a probe to tell. */
export function environmentNames(): string[] {
  return Object.keys(process.env);
}
