import { BlockList, isIP } from "node:net";

/**
 * IPv4 that is nobody's on the open internet: IANA's special-purpose registry, multicast, what is reserved; and
 * 192.88.99.0/24, where 6to4 was.
 */
const NOT_PUBLIC_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** IPv6 is public only here, so that every form that carries an IPv4 inside (mapped, NAT64, …) is not. */
const PUBLIC_6 = ["2000::/3"];

/** What is special within it: Teredo and other protocols' own, documentation, 6to4. */
const NOT_PUBLIC_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/**
 * Where clouds tell a machine its credentials: of AWS, Google, Azure, Alibaba and Oracle. Nobody receives webhooks
 * there, whatever else is allowed.
 */
const METADATA = [
  "169.254.169.254/32",
  "168.63.129.16/32",
  "100.100.100.200/32",
  "192.0.0.192/32",
  "fd00:ec2::254/128",
];

const METADATA_NAMES = new Set([
  "metadata",
  "metadata.google.internal",
  "metadata.azure.internal",
  "metadata.tencentyun.com",
  "instance-data",
  "instance-data.ec2.internal",
]);

const notPublic = networks([...NOT_PUBLIC_4, ...NOT_PUBLIC_6]);
const public6 = networks(PUBLIC_6);
const metadata = networks(METADATA);

/** A question about an address, as text: IPv4, or IPv6 without brackets. */
export type AddressTest = (address: string) => boolean;

/**
 * Whether an address lies in one of some networks (`10.0.0.0/8`, `fd00::/8`; a single address is a network of its
 * own). Throws a RangeError where one of them is none.
 */
export function networks(texts: readonly string[]): AddressTest {
  const list = new BlockList();
  for (const text of texts) {
    const [, address = "", bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const family = isIP(address);
    const all = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? all : Number(bits);
    if (family === 0 || prefix > all) throw new RangeError(`${JSON.stringify(text)} is not a network`);
    list.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return (address) => {
    const family = isIP(address);
    // One with a zone (`fe80::1%eth0`) is on the wire next to us, and the list does not know the form.
    if (family === 0 || address.includes("%")) return false;
    return list.check(address, family === 4 ? "ipv4" : "ipv6");
  };
}

/** Whether an address is one of the open internet's. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%") || notPublic(address)) return false;
  return family === 4 || public6(address);
}

/** Whether nobody may call there, by whatever name or form. */
export function isMetadata(host: string): boolean {
  return METADATA_NAMES.has(host.toLowerCase().replace(/\.$/, "")) || metadata(host);
}
