// The public surface of the embedded offline analyst. Everything else in this folder is private to it.
//
// A decline is marked on the assistant message item itself, as `providerData.sallyport = { declined: true, reason }`.
// The SDK keeps `providerData` of an assistant message as it is: it arrives in `result.newItems[n].rawItem`, in
// `result.rawResponses[n].output` and, streamed, in the `response_done` event, and it is part of the history that the next turn
// sends. `isDecline` takes any of these: the raw item, or the run item that wraps it.
export { createOfflineModel, offlineModelName } from './model.js';
export { isDecline, declineReason, type DeclineMarker, type DeclineReason } from './decline.js';
export { classifyQuestion, type Classification } from './classify.js';
export { understand, type Understanding } from './understand.js';
export { writeProgram } from './program/write-program.js';
export { exampleQuestions } from './examples.js';
export type { DatasetSummary, DatasetProfile, ColumnProfile, ColumnSummary } from './catalog.js';
export type { QuerySpec, QueryIntent, Measure, GroupKey, Filter, Order, ChartKind } from './query.js';
