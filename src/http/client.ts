/**
 * Who asks, as an address. Behind reverse proxies it is the one that the outermost trusted proxy has seen, which each
 * proxy appends to `X-Forwarded-For`; whatever stands before that in the header was written by the client.
 */
import { isIP } from 'node:net';
import type { Request } from 'express';

/** `proxies` is the setting `trustProxy`; the same number is Express's `trust proxy`. */
export function clientOf(request: Request, proxies: number): string {
  const { remoteAddress = '' } = request.socket;
  if (proxies === 0) return remoteAddress;
  const { ip = '' } = request;
  return isIP(ip) === 0 ? remoteAddress : ip;
}

/** Groups of an IPv6 address that belong to one customer's network: 56 bits, the last group by half. */
const NETWORK_GROUPS = 4;

/**
 * What counts as one client: an IPv4 address, or a network of 56 bits with IPv6, where everyone has addresses to spare.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const groups = expandGroups(address.replace(/%.*$/, '')).slice(0, NETWORK_GROUPS);
  const half = (groups[NETWORK_GROUPS - 1] ?? 0) & 0xff00;
  return `${[...groups.slice(0, -1), half].map((group) => group.toString(16)).join(':')}::/56`;
}

/** The numbers of the groups, with zeros where `::` stands. */
function expandGroups(address: string): number[] {
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter((text) => text !== ''));
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...(address.includes('::') ? zeros : []), ...after].map((text) => Number.parseInt(text, 16));
}
