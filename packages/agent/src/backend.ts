import type { Backend, BackendOptions } from './backend-types.js';

/** Connects an application to the analyst. */
export function createBackend(_options: BackendOptions): Promise<Backend> {
  return Promise.reject(new Error('The connection by mutual TLS is not there yet.'));
}
