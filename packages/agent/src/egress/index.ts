// How agents reach the outside through `sallyport run`. Named exports only.
export { BlockedError } from './blocked-error.js';
export { sallyportDispatcher, type SallyportDispatcherOptions } from './dispatcher.js';
export {
  fetchThroughSallyport,
  type FetchedPage,
  type SallyportFetchOptions,
} from './fetch-through-sallyport.js';
export { createFetchTool } from './fetch-tool.js';
