import { ProxyAgent, type Dispatcher } from 'undici';

/** Where `sallyport run` is, and how it is trusted. */
export interface SallyportDispatcherOptions {
  /** `http://HOST:PORT`, such as `http://127.0.0.1:8888`. */
  proxy: string;
  /** Who asks, for its log and its budgets. */
  agent?: string;
  /** PEM of its interception authority (`sallyport tls show-ca`) with the system's roots, where it intercepts TLS. */
  ca?: string;
}

/**
 * A dispatcher of undici through which every request goes to `sallyport run`, for undici's own `fetch` and `request`.
 * Node's global fetch ignores `HTTPS_PROXY` before version 24 without saying so: pass this instead.
 */
export function sallyportDispatcher({ proxy, agent, ca }: SallyportDispatcherOptions): Dispatcher {
  return new ProxyAgent({
    uri: proxy,
    ...(agent === undefined ? {} : { headers: { 'x-sallyport-agent': agent } }),
    ...(ca === undefined ? {} : { requestTls: { ca } }),
  });
}
