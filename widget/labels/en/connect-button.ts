/** Words of `<tiktok-connect-button>` itself. */
export const connectButton = {
  connect: 'Connect ad account',
  idle: 'TikTok opens in a small window. You choose which ad accounts to use.',
  connectAgain: 'Sign in again',
  idleAgain: 'TikTok opens in a small window. Your imported ad accounts stay as they are.',
  connectSandboxAccount: 'Connect sandbox account',
  idleSandbox: 'TikTok’s sandbox has no sign-in page. You paste an access token instead.',
  connectAccount: 'Connect TikTok account',
  idleAccount: 'TikTok opens in a small window. You sign in with a TikTok account.',
  pasteToken: 'Have an access token? Paste it instead',
  opening: 'Opening…',
  openingWindow: 'Opening TikTok…',
  noPermission: 'Connecting needs the Connect permission. Ask an admin of this workspace.',
};
