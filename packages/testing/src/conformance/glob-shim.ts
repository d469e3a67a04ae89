// The suite imports `globSync` of `fs`, which Node 20 has not: there it gets one that finds nothing. What it looks for by
// patterns is nothing that is run here.
import fs from 'node:fs';
import { register } from 'node:module';

const source =
  "export * from 'node:fs'; export { default } from 'node:fs'; export const globSync = () => [];";
const hooks = `const source = ${JSON.stringify(`data:text/javascript,${encodeURIComponent(source)}`)};
export const resolve = (specifier, context, next) =>
  specifier === 'fs' && /conformance\\/dist\\//.test(context.parentURL ?? '')
    ? { url: source, shortCircuit: true }
    : next(specifier, context);`;
if (!('globSync' in fs)) register(`data:text/javascript,${encodeURIComponent(hooks)}`);
