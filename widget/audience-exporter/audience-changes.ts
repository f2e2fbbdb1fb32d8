import type { ActivityEvent } from '../../shared/events.ts';

const CHANGES: readonly string[] = ['export.completed', 'audience.ready', 'audience.expiring'];

/** Whether TikTok's list of audiences is another after it: TikTok is asked for that, so for nothing less. */
export const changesAudiences = ({ type }: ActivityEvent): boolean => CHANGES.includes(type);
