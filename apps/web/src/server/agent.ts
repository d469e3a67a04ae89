/**
 * The agent package, loaded by Node itself. No bundler may touch it: it brings native code and files of its own, which
 * have to be found where they lie.
 */
export async function agent() {
  return import(/* turbopackIgnore: true */ '@sallyport/agent');
}
