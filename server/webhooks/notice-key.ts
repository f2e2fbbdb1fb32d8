import { hash } from 'node:crypto';

const LARGEST_UINT32 = 0xffff_ffff;

/**
 * What a notice is known by when it comes again: 224 bits of the SHA-256 of app and body, behind the time TikTok put into the
 * body. So new notices are neighbours in the index, which then changes the same few pages again and again instead of any of all
 * that it has. The app is part of it, because whoever brought an app signs what they like with it, and must not be able to
 * have somebody else's notice taken for a repeat.
 *
 * @param time `time` of the body, epoch seconds; anything else where a body has none
 */
export function noticeKey(appId: string, body: Uint8Array, time: unknown): Buffer {
  // In one call: making an object to hash with takes longer than hashing a notice.
  const key = Buffer.from(hash('sha256', Buffer.concat([Buffer.from(`${appId}\0`), body])), 'hex');
  const isTime = typeof time === 'number' && Number.isInteger(time) && time >= 0 && time <= LARGEST_UINT32;
  key.writeUInt32BE(isTime ? time : 0, 0);
  return key;
}
