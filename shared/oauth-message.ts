// No zod here: the widget imports these values at run time.

/** The message the callback page posts to its opener; its target origin is the one the attempt was bound to. */
export const OAUTH_MESSAGE_TYPE = 'tiktok-ads-connect:oauth';

export interface OAuthMessage {
  type: typeof OAUTH_MESSAGE_TYPE;
  attemptId: string;
  status: 'succeeded' | 'failed';
}

/** The name of the window that the connect button opens. The callback page closes a window by that name, and no other tab. */
export const OAUTH_WINDOW_NAME = 'tiktok-ads-connect';

/** Query parameter that the callback page adds to `returnUrl`, so that the page can go on with the attempt. */
export const RETURN_ATTEMPT_PARAMETER = 'tiktok_attempt';
