import { badArgument } from '../input.ts';

const MAX_NAME_LENGTH = 128;

export const SUB_TYPES = ['NORMAL', 'REACH_FREQUENCY'] as const;

/** The name of an audience. @throws {TikTokFailure} 40002 - longer than 128 characters, or none */
export function audienceName(name: string): string {
  const length = Array.from(name).length;
  if (length < 1 || length > MAX_NAME_LENGTH)
    throw badArgument(`custom_audience_name: Length must be between 1 and ${MAX_NAME_LENGTH}.`);
  return name;
}
