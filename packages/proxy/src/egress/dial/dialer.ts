import { lookup } from 'node:dns/promises';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { egressLimits } from '../limits.js';
import { DialError, type Dialer } from '../types.js';
import { ssrf, type UrlRules } from '../url/check-url.js';
import { canonicalHost } from '../url/host-list.js';

/** One address of a host. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Gives all addresses of a name. The default asks the system, as every other program does. */
export type Resolver = (host: string) => Promise<readonly ResolvedAddress[]>;

const systemResolver: Resolver = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Connects to addresses that were checked: a name is resolved once, one bad address among its answers refuses it, and
 * the connection is made to those very addresses, so that a second answer of its server changes nothing.
 */
export class CheckedDialer implements Dialer {
  readonly #rules: UrlRules;
  readonly #resolve: Resolver;

  constructor(rules: UrlRules, resolve: Resolver = systemResolver) {
    this.#rules = rules;
    this.#resolve = resolve;
  }

  async connect({ host, port, signal }: Parameters<Dialer['connect']>[0]): Promise<Socket> {
    const name = canonicalHost(host);
    const addresses = await this.#checked(name);
    return open(name, port, addresses, signal);
  }

  async #checked(host: string): Promise<readonly ResolvedAddress[]> {
    const refused = this.#rules.checkHost(host);
    if (refused) throw new DialError(refused);
    const family = isIP(host);
    const addresses = family > 0 ? [{ address: host, family }] : await resolved(host, this.#resolve);
    if (this.#rules.isTrusted(host)) return addresses;
    for (const { address } of addresses) {
      const fault = this.#rules.addresses.fault(address);
      if (fault) {
        const reason =
          family > 0 ? `SSRF blocked: ${fault.why}` : `SSRF blocked: ${host} resolves to ${fault.why}`;
        throw new DialError(ssrf(reason));
      }
    }
    return addresses;
  }
}

async function resolved(host: string, resolve: Resolver): Promise<readonly ResolvedAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })),
      egressLimits.resolveMs,
    );
  });
  try {
    const addresses = await Promise.race([resolve(host), late]);
    if (addresses.length === 0) throw unreachable(host, 'it has no address');
    if (addresses.length > egressLimits.addresses) {
      throw unreachable(host, `it has more than ${egressLimits.addresses} addresses`);
    }
    return addresses;
  } catch (error) {
    if (DialError.isInstance(error)) throw error;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw unreachable(host, `its name cannot be resolved (${code})`, error);
  } finally {
    clearTimeout(timer);
  }
}

function open(
  host: string,
  port: number,
  addresses: readonly ResolvedAddress[],
  signal: AbortSignal | undefined,
): Promise<Socket> {
  // What Node asks for is what was checked; it tries them one after the other.
  const answer: LookupFunction = (_name, { all }, done) => {
    const [first] = addresses;
    if (all === true || !first) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: answer, autoSelectFamily: true });
    const end = (): void => {
      clearTimeout(timer);
      socket.removeListener('error', failed);
      signal?.removeEventListener('abort', aborted);
    };
    const fail = (error: DialError): void => {
      end();
      // A socket that is given up may still report; nobody is left to hear it.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const failed = (error: NodeJS.ErrnoException): void =>
      fail(unreachable(host, `the connection failed (${error.code ?? 'unknown'})`, error));
    const aborted = (): void => fail(unreachable(host, 'the client went away'));
    const timer = setTimeout(
      () => fail(unreachable(host, `no connection within ${egressLimits.connectMs} ms`)),
      egressLimits.connectMs,
    );
    socket.once('error', failed);
    signal?.addEventListener('abort', aborted, { once: true });
    if (signal?.aborted === true) aborted();
    socket.once('connect', () => {
      end();
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}

/** A host that cannot be reached. */
export function unreachable(host: string, why: string, cause?: unknown): DialError {
  return new DialError(
    {
      status: 502,
      rule: 'upstream-unreachable',
      reason: `${host} cannot be reached: ${why}`,
      hint: 'Check the name, and whether the host is up; then ask again.',
    },
    { cause },
  );
}
