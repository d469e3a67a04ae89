import { BlockList, isIP } from 'node:net';
import { classifyHost, type HostClass } from '@sallyport/scanner';

/** Networks in CIDR notation, or single addresses. */
class Networks {
  readonly #list = new BlockList();

  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', length] = network.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      this.#list.addSubnet(address, Number(length ?? (family === 'ipv6' ? 128 : 32)), family);
    }
  }

  has(address: string): boolean {
    const family = isIP(address);
    return family > 0 && this.#list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  }
}

/** What is wrong with an address, where something is. */
export interface AddressFault {
  readonly kind: HostClass['kind'];
  /** As in `127.0.0.1 is a loopback address`. */
  readonly why: string;
}

/** Tells internal addresses from those of the internet. */
export class AddressRules {
  readonly #internal: Networks;
  readonly #allowed: Networks;

  constructor({ internal, allowed }: { internal: readonly string[]; allowed: readonly string[] }) {
    this.#internal = new Networks(internal);
    this.#allowed = new Networks(allowed);
  }

  /** Undefined for an address that may be connected to. Takes a resolved address, in any spelling. */
  fault(address: string): AddressFault | undefined {
    const found = classifyHost(address);
    // An IPv4 address that an IPv6 address only wraps is the one that is reached in the end.
    const plain = found.address ?? found.host;
    if (this.#allowed.has(plain)) return undefined;
    if (found.kind === 'public' && !this.#internal.has(plain)) return undefined;
    const kind = found.kind === 'public' ? 'private' : found.kind;
    const how = found.disguise === undefined ? '' : `, ${found.disguise}`;
    return { kind, why: `${plain} is ${kindWords[kind]}${how}` };
  }
}

/** What each kind of host is called in a reason. */
export const kindWords: Readonly<Record<HostClass['kind'], string>> = {
  metadata: 'where a cloud machine reads its credentials',
  loopback: 'the machine itself',
  private: 'within a private network',
  'link-local': 'on the local link',
  unspecified: 'no particular address, which reaches the machine itself',
  'local-name': 'a name of a local network',
  multicast: 'for many receivers at once',
  reserved: 'set aside and never on the internet',
  public: 'on the internet',
  invalid: 'no address',
};
