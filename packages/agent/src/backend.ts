import type { Backend, BackendOptions } from './backend-types.js';

/** Connects an application to the analyst. */
export declare function createBackend(options: BackendOptions): Promise<Backend>;
