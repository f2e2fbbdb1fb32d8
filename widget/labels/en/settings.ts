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
  continue: 'Continue',
  continueWith: (step: string) => `Continue with: ${step}`,
  tabs: { accounts: 'Ad accounts', mapping: 'Mapping', audiences: 'Audiences' },
};
