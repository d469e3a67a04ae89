/** What a guest program sees of polars: the globals `pl` and `chart`, and the text that teaches them to a model. */
export { ChartCapability } from './chart-capability.js';
export { chartFromValue } from './chart.js';
export { FrameCapability } from './frame-capability.js';
export { createPolarsGlobals } from './globals.js';
export type { FrameHost } from './host.js';
export { apiPage } from './api-page.js';
export { languageReference } from './language-reference.js';
export { typeDeclarations } from './type-declarations.js';
