// What an audience must hold, worked out from what the generator knows of each person, with Node's hash functions and
// nothing of the product.

import { createHash } from 'node:crypto';
import type { Profile } from '../../../demo/data/index.ts';

export interface Members {
  readonly email: readonly string[];
  readonly phone: readonly string[];
  readonly maid: readonly string[];
}

export function expectedMembers(profiles: Iterable<Profile>): Members {
  const [email, phone, maid] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const addHash = (to: Set<string>, value: string | null): void => {
    if (value !== null) to.add(createHash('sha256').update(value, 'utf8').digest('hex'));
  };
  for (const { identifiers } of profiles) {
    addHash(email, identifiers.email);
    addHash(phone, identifiers.phone);
    addHash(maid, identifiers.googleAdvertisingId);
    addHash(maid, identifiers.appleIdfa);
    if (identifiers.deviceIdMd5 !== null) maid.add(identifiers.deviceIdMd5);
  }
  return { email: [...email].sort(), phone: [...phone].sort(), maid: [...maid].sort() };
}

/** What the simulated TikTok holds of the audience with this name. */
export async function heldMembers(simulatorUrl: string, advertiserId: string, audienceName: string): Promise<Members> {
  const listed = await fetch(`${simulatorUrl}/_simulator/audiences?advertiserId=${advertiserId}`);
  const { audiences } = (await listed.json()) as { audiences: { customAudienceId: string; name: string }[] };
  const named = audiences.filter((audience) => audience.name === audienceName);
  const [audience] = named;
  if (audience === undefined || named.length > 1)
    throw new Error(`${named.length} audiences are called ${audienceName}`);
  const members = await fetch(`${simulatorUrl}/_simulator/audiences/${audience.customAudienceId}/members`);
  const { email, phone, maid } = (await members.json()) as Members;
  return { email: [...email].sort(), phone: [...phone].sort(), maid: [...maid].sort() };
}

/** The two compared, small enough to read when they differ. */
export function difference(
  held: Members,
  expected: Members,
): Record<keyof Members, { missing: number; extra: number }> {
  const compare = (kind: keyof Members) => {
    const [has, wants] = [new Set(held[kind]), new Set(expected[kind])];
    return {
      missing: expected[kind].filter((hash) => !has.has(hash)).length,
      extra: held[kind].filter((hash) => !wants.has(hash)).length,
    };
  };
  return { email: compare('email'), phone: compare('phone'), maid: compare('maid') };
}
