import { BlockList, isIP } from "node:net";
import type { Kind, Purpose } from "./kind.ts";
import { KNOWN_NETWORKS } from "./known-networks.ts";

/** Questions to an address. Undefined: it tells nothing. */
export type NetworkTest = {
  readonly own: (ip: string | undefined) => Kind | undefined;
  readonly known: (ip: string | undefined, purpose: Purpose) => Kind | undefined;
};

type Listed = { readonly list: BlockList; readonly kind: Kind; readonly of: readonly Purpose[] | undefined };

const KNOWN: readonly Listed[] = KNOWN_NETWORKS.map(({ networks, kind, of }) => ({ list: listOf(networks), kind, of }));

export function networkTest(own: readonly { readonly network: string; readonly kind: Kind }[]): NetworkTest {
  const ours = own.map(({ network, kind }): Listed => ({ list: listOf([network]), kind, of: undefined }));
  return {
    own: (ip) => kindOf(ours, ip, "other"),
    known: (ip, purpose) => kindOf(KNOWN, ip, purpose),
  };
}

function kindOf(all: readonly Listed[], ip: string | undefined, purpose: Purpose): Kind | undefined {
  const version = ip === undefined ? 0 : isIP(ip);
  if (ip === undefined || version === 0) return undefined;
  const family = version === 4 ? "ipv4" : "ipv6";
  return all.find(({ list, of }) => (of === undefined || of.includes(purpose)) && list.check(ip, family))?.kind;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? "ipv4" : "ipv6");
  }
  return list;
}
