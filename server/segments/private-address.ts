import { BlockList, isIP } from 'node:net';

// Loopback, private, link-local (cloud metadata lives there), carrier-grade NAT, benchmark, multicast and reserved space.
const BLOCKED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const BLOCKED_V6: readonly (readonly [string, number])[] = [
  // With ::1 and, deprecated, IPv4 addresses written as IPv6 ones.
  ['::', 96],
  // What translates or tunnels to IPv4 inside a network: SIIT, a NAT64 of one's own, Teredo, 6to4.
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, prefix] of BLOCKED_V4) {
  blocked.addSubnet(network, prefix, 'ipv4');
  // The same networks as an IPv6 address can carry them: mapped (::ffff:0:0/96) and through NAT64 (64:ff9b::/96).
  blocked.addSubnet(`::ffff:${network}`, 96 + prefix, 'ipv6');
  blocked.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6');
}
for (const [network, prefix] of BLOCKED_V6) blocked.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address is one that only the server's own machine or network reaches. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && blocked.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether the host part of a URL says by itself that it is not public: an address literal or a local name. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return bare === 'localhost' || /\.(localhost|local|internal|home\.arpa)$/.test(bare) || !bare.includes('.');
}
