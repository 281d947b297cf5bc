import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Ranges of IPv4 that are nobody's on the internet. Source: IANA IPv4 Special-Purpose Address Registry. */
const specialIpv4 = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  specialIpv4.addSubnet(network, bits, 'ipv4')

/** All that is given out of IPv6 for the internet. Source: IANA IPv6 Global Unicast Address Assignments. */
const globalIpv6 = new BlockList()
globalIpv6.addSubnet('2000::', 3, 'ipv6')
/** What is special within it: protocols, documentation, and 6to4, which leads on to an IPv4 address. */
const specialIpv6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  specialIpv6.addSubnet(network, bits, 'ipv6')

/**
 * Whether an address is one of the internet, and not of this machine, the network around it, a cloud's inside or a
 * translator's. IPv4 within IPv6 (`::ffff:10.0.0.1`, `64:ff9b::`) is none. Text that is no address is none either.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialIpv4.check(address, 'ipv4')
  // A zone (`fe80::1%eth0`) is of this machine.
  if (!isIPv6(address) || address.includes('%')) return false
  return globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6')
}
