import { number, plural } from '../number.ts';

/** Words of `<tiktok-ads-settings>`. */
export const settings = {
  title: 'TikTok Ads',
  subtitle: 'Send your segments to TikTok as audiences. Names, emails and phone numbers are hashed first.',
  setUp: 'Set-up',
  stepDone: 'Done:',
  stepNext: 'Next:',
  stepLater: 'Later:',
  connect: 'Connect',
  connectHint: 'Choose your ad accounts',
  connected: (count: number, isMore: boolean) =>
    isMore ? `${number(count)}+ ad accounts` : plural(count, 'ad account'),
  map: 'Map properties',
  mapped: (count: number, all: number) => `${number(count)} of ${number(all)}`,
  export: 'Export an audience',
  exportNeeds: 'Needs email or phone',
  exportHint: 'Choose who and where',
  exported: 'First export sent',
  /** In place of the caption, for those who may not do the step that comes next. */
  needs: {
    connect: 'Needs the Connect permission',
    map: 'Needs the Map permission',
    export: 'Needs the Export permission',
  },
  noAccessTitle: 'You can’t see TikTok Ads',
  noAccess: 'Your role in this workspace doesn’t include TikTok. Ask an admin for the Read permission.',
  unsaved: 'Not saved yet',
  continue: 'Continue',
  continueWith: (step: string) => `Continue with: ${step}`,
  tabs: { accounts: 'Ad accounts', mapping: 'Mapping', audiences: 'Audiences' },
};
