// The public surface of the embedded offline analyst. Everything else in this folder is private to it.
export type { ColumnProfile, DatasetProfile, DatasetSummary } from './catalog.js';
export { classifyQuestion } from './classify.js';
export { declineReason, isDecline } from './decline.js';
export { createOfflineModel, offlineModelName } from './model.js';
export type { QuerySpec } from './query.js';
export { understand } from './understand.js';
