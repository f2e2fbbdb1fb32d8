import type { IconName } from '../element/icons.ts';

/** What stands where the button was: what happened, what it means, what to press. */
export interface Notice {
  mark: IconName;
  kind?: 'ok' | 'warning' | 'danger';
  title: string;
  text: string;
  /** Between the text and the buttons. */
  more?: unknown;
  actions?: unknown;
  /** Draws the travelling line. */
  isWaiting?: boolean;
  /** Nothing to decide: the button stands beside the text. */
  isBrief?: boolean;
  also?: unknown;
  error?: { code: string; requestId?: string | undefined; tiktokRequestId?: string | undefined };
}
