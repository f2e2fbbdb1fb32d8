import { expect } from 'chai';
import { suggestMapping } from '../../widget/mapping-table/suggest.ts';
import { axeProblems } from './support/axe.ts';
import { openMapping, PROPERTIES, property } from './support/mapping-page.ts';
import { all, clearPage, find, nameOf, press, seen, sees, until } from './support/page.ts';

const CONSENTS = [
  ...PROPERTIES,
  property('ads_consent', 'Ads consent', 'Opted in', 'custom'),
  property('newsletter', 'Newsletter', 'false', 'custom', 'boolean'),
];

const lastRow = (): string => {
  const row = all('rowheader').at(-1);
  return row === undefined ? '' : nameOf(row);
};

async function tryConsent(value: string): Promise<void> {
  const field = (await find('textbox', 'Value to try for Consent')) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('<tiktok-mapping-table> and consent', () => {
  afterEach(clearPage);

  it('asks for consent below the thirteen, outside of their count, and says what it does', async () => {
    const { element } = await openMapping({ attributes: { email: 'email', consent: 'email_opt_in' } });
    await sees('1 of 13');
    await sees('Says yes: the person is kept.');
    expect(lastRow()).to.include('Consent').and.include('Says who may be sent to TikTok');
    expect(seen()).to.include('optional').and.include('People who have not said yes are left out');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('shows what becomes of a person whose answer is yes, no, nothing, or a word of its own', async () => {
    await openMapping({ properties: CONSENTS, attributes: { email: 'email', consent: 'ads_consent' } });
    await sees('Says yes: the person is kept.');
    await press('button', 'Try a value for Consent');
    await tryConsent('Withdrawn');
    await sees('Does not say yes: the person is left out.');
    await tryConsent('perhaps');
    await sees('Neither yes nor no: the person is left out.');
    await tryConsent('');
    await sees('Does not say yes: the person is left out.');
    await until(
      () => all('status').some(({ textContent }) => textContent.includes('Consent: Does not say yes')),
      'the answer aloud',
    );
  });

  it('suggests a property that speaks of ads, not one that speaks of a channel', async () => {
    const names = (...list: string[]) => list.map((name) => property(name, name, undefined, 'custom', 'boolean'));
    expect(suggestMapping({}, names('newsletter_opt_in', 'sms_opt_in', 'marketing_opt_in'))).to.deep.equal({
      consent: 'marketing_opt_in',
    });
    expect(suggestMapping({}, names('Subscribed'))).to.deep.equal({ consent: 'Subscribed' });
    expect(suggestMapping({}, [property('consent', 'Consent', undefined, 'custom', 'date')])).to.deep.equal({});
  });

  it('is saved, discarded and brought back like the others', async () => {
    const { server } = await openMapping({ properties: CONSENTS });
    await press('button', 'Use Ads consent for Consent');
    await sees('1 unsaved change');
    await sees('1 of 13');
    await press('button', 'Discard');
    await press('button', 'Undo');
    await press('button', 'Save mapping');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping')[0]?.body).to.deep.equal({
      attributes: { email: 'email', consent: 'ads_consent' },
    });
  });

  it('lets two people choose between their answers', async () => {
    const { server, someoneElseSaves } = await openMapping({ properties: CONSENTS });
    await press('button', 'Use Ads consent for Consent');
    someoneElseSaves({ email: 'email', consent: 'newsletter' });
    await press('button', 'Save mapping');
    await sees('Jun Tanaka saved this mapping');
    await find('radiogroup', 'Consent');
    (await find('radio', /^Ads consent/)).click();
    await press('button', 'Save my choice');
    await until(() => server.asked('PUT /v1/mapping').length === 2, 'the second save');
    expect(server.asked('PUT /v1/mapping')[1]?.body).to.deep.equal({
      attributes: { email: 'email', consent: 'ads_consent' },
    });
  });

  it('says that nobody is asked while it is unmapped', async () => {
    await openMapping({ permissions: ['read'] });
    await sees('Nobody is asked: everyone you export is sent');
    expect(all('button', /Consent/)).to.have.length(0);
  });
});
