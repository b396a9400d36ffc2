import { isIPv6 } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isMetadata, isPublic, networks } from "./forbidden.ts";

const octet = fc.integer({ min: 0, max: 255 });
const v4 = fc.tuple(octet, octet, octet, octet);
const dotted = (address: readonly number[]) => address.join(".");
const hextets = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) =>
  `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;

/** The same law, said another way: by arithmetic on the number. */
function isPublic4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if ([0, 10, 127].includes(a) || a >= 224) return false;
  const pair = a * 256 + b;
  if (a === 100 && b >= 64 && b < 128) return false;
  if ((a === 172 && b >= 16 && b < 32) || (a === 198 && (b === 18 || b === 19))) return false;
  if (pair === 169 * 256 + 254 || pair === 192 * 256 + 168) return false;
  const triple = [a, b, c].join(".");
  return !["192.0.0", "192.0.2", "192.88.99", "198.51.100", "203.0.113"].includes(triple);
}

const edges = fc.constantFrom(
  ...["0.0.0.0", "9.255.255.255", "10.0.0.0", "11.0.0.0", "100.63.255.255", "100.64.0.0", "100.127.255.255"],
  ...["100.128.0.0", "126.255.255.255", "127.0.0.1", "128.0.0.0", "169.253.255.255", "169.254.0.0", "169.255.0.0"],
  ...["172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0", "192.167.255.255", "192.168.0.0", "192.169.0.0"],
  ...[
    "198.17.255.255",
    "198.18.0.0",
    "198.19.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "224.0.0.0",
    "255.255.255.255",
  ],
  ...["192.0.0.1", "192.0.1.0", "192.0.2.1", "192.88.99.1", "198.51.100.9", "203.0.113.9", "8.8.8.8", "1.1.1.1"],
);

test("IPv4 is public where no registry says otherwise, up to every edge", () => {
  const address = fc.oneof(
    v4,
    edges.map((text) => text.split(".").map(Number)),
  );
  fc.assert(
    fc.property(address, (one) => {
      expect(isPublic(dotted(one)), dotted(one)).toBe(isPublic4(one));
    }),
    { numRuns: 5000 },
  );
});

test("no form of IPv6 that carries an IPv4 is public, whichever it carries", () => {
  const forms: readonly ((address: readonly number[]) => string)[] = [
    (address) => `::ffff:${dotted(address)}`,
    (address) => `::ffff:${hextets(address)}`,
    (address) => `0:0:0:0:0:ffff:${hextets(address)}`,
    (address) => `::ffff:0:${hextets(address)}`,
    (address) => `::${dotted(address)}`,
    (address) => `64:ff9b::${dotted(address)}`,
    (address) => `64:ff9b:1::${hextets(address)}`,
    (address) => `2002:${hextets(address)}::1`,
    (address) => `2001:0:${hextets(address)}::1`,
    (address) => `2001:0:0:1::${hextets(address)}`,
  ];
  fc.assert(
    fc.property(v4, fc.constantFrom(...forms), (address, form) => {
      const text = form(address);
      expect(isIPv6(text), text).toBe(true);
      expect(isPublic(text), text).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

test("IPv6 is public in 2000::/3 alone, what is special there aside", () => {
  const hextet = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.array(hextet, { minLength: 8, maxLength: 8 }), (parts) => {
      const [first = 0] = parts;
      fc.pre(![0x2001, 0x2002, 0x3fff].includes(first));
      const text = parts.map((part) => part.toString(16)).join(":");
      expect(isPublic(text), text).toBe(first >= 0x2000 && first <= 0x3fff);
    }),
  );
  for (const text of [
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "100::1",
    "5f00::1",
  ]) {
    expect(isPublic(text), text).toBe(false);
  }
  for (const text of ["2001:db8::1", "2001:20::1", "2001:1ff::1", "3fff:fff::1"])
    expect(isPublic(text), text).toBe(false);
  for (const text of ["2001:200::1", "2606:4700::1111", "2a00:1450:4001::1"]) expect(isPublic(text), text).toBe(true);
});

test("what is no address is nowhere", () => {
  for (const text of ["", "example.com", "1.2.3", "0x7f.0.0.1", "1.2.3.4.5", "[::1]", "2606:4700::1111%1"]) {
    expect(isPublic(text), text).toBe(false);
    expect(networks(["0.0.0.0/0", "::/0"])(text), text).toBe(false);
  }
});

test("networks hold what their first bits say", () => {
  fc.assert(
    fc.property(v4, v4, fc.integer({ min: 0, max: 32 }), (network, other, prefix) => {
      const bits = (address: readonly number[]) => address.map((one) => one.toString(2).padStart(8, "0")).join("");
      expect(networks([`${dotted(network)}/${prefix}`])(dotted(other))).toBe(
        bits(network).slice(0, prefix) === bits(other).slice(0, prefix),
      );
    }),
  );
  expect(networks(["10.1.2.3", "fd00::/8"])("10.1.2.3")).toBe(true);
  expect(networks(["10.1.2.3"])("10.1.2.4")).toBe(false);
  expect(networks(["fd00::/8"])("fd12::1")).toBe(true);
  expect(networks([])("8.8.8.8")).toBe(false);
  for (const text of ["", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "example.com/8", "10.0.0.0/8/8"]) {
    expect(() => networks([text]), text).toThrow(RangeError);
  }
});

test("the clouds' own are known by name and by address", () => {
  for (const host of [
    "metadata.google.internal",
    "METADATA.google.internal.",
    "169.254.169.254",
    "fd00:ec2::254",
    "168.63.129.16",
    "::ffff:169.254.169.254",
  ]) {
    expect(isMetadata(host), host).toBe(true);
  }
  for (const host of ["example.com", "8.8.8.8", "metadata.example.com"]) expect(isMetadata(host), host).toBe(false);
});
