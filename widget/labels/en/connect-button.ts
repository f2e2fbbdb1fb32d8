/** Words of `<tiktok-connect-button>` itself. */
export const connectButton = {
  connect: 'Connect ad account',
  idle: 'TikTok opens in a small window. You choose which ad accounts to use.',
  opening: 'Opening…',
  openingWindow: 'Opening TikTok…',
  noPermission: 'Connecting needs the Connect permission. Ask an admin of this workspace.',
};
