import type { Scene } from '../scene.ts';

// The provider draws nothing of its own: what a person sees is how the elements inside it fare.

/** For the developer of the page. */
const WARNING = /fetchSessionToken gave no session token/;

export const providerScenes: readonly Scene[] = [
  {
    id: 'hands-down',
    title: 'One session for everything inside',
    shows: ['Nordlicht Schuhe EU', 'Connected'],
  },
  {
    id: 'waits-for-session',
    title: 'The page’s back end takes its time with the session',
    bends: [{ path: '/api/tiktok-session', kind: 'hold' }],
    shows: ['Loading your ad accounts'],
  },
  {
    id: 'no-session',
    title: 'The page’s back end gives no session',
    bends: [{ path: '/api/tiktok-session', kind: 'problem', status: 401, code: 'unauthorized' }],
    shows: ['Your session has ended', 'Try again'],
    warns: WARNING,
  },
  {
    id: 'session-after-all',
    title: 'A session at the second try',
    bends: [{ path: '/api/tiktok-session', kind: 'problem', status: 401, code: 'unauthorized', times: 6 }],
    play: async (person) => {
      await person.reads('Your session has ended');
      for (let attempt = 0; attempt < 6; attempt += 1) await person.press('button', 'Try again').catch(() => undefined);
    },
    shows: ['Nordlicht Schuhe EU'],
    hides: ['Your session has ended'],
    warns: WARNING,
  },
];
