import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/connect-button/define.ts';
import { failureText, reasonText } from '../../widget/element/failure.ts';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { de } from '../../widget/labels/de.ts';
import { ja } from '../../widget/labels/ja.ts';
import { whyNotSent } from '../../widget/controls/sentence.ts';
import { signInNotes } from '../../widget/ad-account-list/sign-in-look.ts';
import { formatFor } from '../../widget/element/format.ts';
import { connection } from './support/ads-server.ts';
import { forgetWindows, show, watchWindows } from './support/connect.ts';
import { focusedName, press, sees, until } from './support/page.ts';

const page = document.documentElement;
const pageLanguage = page.lang;
const NOW = Date.UTC(2026, 2, 12);

before(() => Promise.all(['en', 'de', 'ja'].map((code) => loadLabels(code))));
beforeEach(() => watchWindows());
afterEach(() => {
  page.lang = pageLanguage;
  forgetWindows();
});

describe('a language that is switched while something is on the page', () => {
  it('says what is wrong with a field in the new one', async () => {
    show({}, { allowToken: true });
    await press('button', 'Have an access token? Paste it instead');
    await until(() => focusedName().startsWith('Access token'), 'the focus on the token');
    await sendKeys({ press: 'Enter' });
    await sees(labelsFor('en').labels.connectButton.tokenMissingHere);
    page.lang = 'de';
    await sees(de.connectButton.tokenMissingHere);
  });
});

describe('what the server wrote down in English', () => {
  const refused = { code: 'spend_cap_exceeded', message: '740.00 of 500.00 USD a day.' };

  it('is said in the person’s language, and its own words follow where they tell more', () => {
    expect(reasonText(de, refused)).to.equal(`${de.failures.spend_cap_exceeded} \u2068${refused.message}\u2069`);
    expect(whyNotSent(refused, ja)).to.equal(`${ja.failures.spend_cap_exceeded} \u2068${refused.message}\u2069`);
    expect(reasonText(de, { code: 'tiktok_unavailable', message: 'TikTok did not answer.' })).to.equal(
      de.failures.tiktok_unavailable,
    );
    // Nothing follows where nothing was told.
    expect(failureText(de, { code: 'tiktok_error', message: '' })).to.equal(de.failures.tiktok_error);
  });

  it('stays as it came in English, and where the code is new', () => {
    const { labels } = labelsFor('en');
    expect(reasonText(labels, refused)).to.equal(refused.message);
    expect(reasonText(de, { code: 'of_tomorrow', message: 'Later.' })).to.equal('Later.');
  });
});

describe('the words between words', () => {
  it('are the language’s own: quotation marks around permissions', () => {
    const given = connection({
      notices: ['permissions_missing'],
      missingScopes: [{ id: '3', name: 'Audience Management' }],
    });
    const textIn = (labels: typeof de): string | undefined =>
      signInNotes(given, { labels, format: formatFor('de'), relative: () => '', now: NOW })[0]?.text;
    expect(textIn(de)).to.contain('„\u2068Audience Management\u2069“');
    expect(textIn(ja)).to.contain('「\u2068Audience Management\u2069」');
  });

  it('leave no gap between number and counter in Japanese', () => {
    expect([de.common.unitGap, ja.common.unitGap]).to.deep.equal([' ', '']);
  });
});
