// What the rest of the egress proxy uses of the inspection of bodies. Named exports only.
export { createBodyInspector } from './body-inspector.js';
