/** `XDG_CACHE_HOME`. The only thing that the command itself reads of the environment. */
export const cacheHome: string | undefined = process.env['XDG_CACHE_HOME'];
