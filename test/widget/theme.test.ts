import { emulateMedia } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html, type ReactiveControllerHost, render } from 'lit';
import '../../widget/settings/define.ts';
import { TikTokAdsError } from '../../widget/client/errors.ts';
import { SlowLoad } from '../../widget/controllers/slow.ts';
import { failureBanner, failureBlock } from '../../widget/element/failure.ts';
import { formatFor } from '../../widget/element/format.ts';
import type { ViewHost } from '../../widget/element/lazy-element.ts';
import { TikTokElement } from '../../widget/element/tiktok-element.ts';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { account, adsServer } from './support/ads-server.ts';
import { has, itNeeds } from './support/engine.ts';
import { all, clearPage, sees, until } from './support/page.ts';

/** An element with nothing in it that can be told what to say. */
class Speaker extends TikTokElement {
  say(text: string): void {
    this.announce(text);
  }
}
customElements.define('test-speaker', Speaker);

const realSetTimeout = window.setTimeout;

afterEach(async () => {
  clearPage();
  document.documentElement.removeAttribute('style');
  document.documentElement.removeAttribute('dir');
  window.setTimeout = realSetTimeout;
  if (has('media emulation')) await emulateMedia({ reducedMotion: 'no-preference' });
});

/** The settings with one ad account, once its list has settled. */
async function show(): Promise<{ list: ShadowRoot; settings: ShadowRoot }> {
  const element = document.createElement('tiktok-ads-settings');
  element.client = adsServer({ accounts: [account('7104856021930123265', 'Nordlys')] }).server.client;
  document.body.append(element);
  await sees('Nordlys');
  const settings = element.shadowRoot as ShadowRoot;
  return { settings, list: settings.querySelector('tiktok-ad-account-list')?.shadowRoot as ShadowRoot };
}

function setTokens(tokens: Record<string, string>): void {
  for (const [name, value] of Object.entries(tokens)) document.documentElement.style.setProperty(name, value);
}

const styleOf = (root: ShadowRoot, selector: string): CSSStyleDeclaration =>
  getComputedStyle(root.querySelector(selector) as Element);

describe('the theme', () => {
  it('takes the host’s size, shape, room and heights', async () => {
    setTokens({
      '--tiktok-font-size': '13px',
      '--tiktok-radius': '0px',
      '--tiktok-control-height': '30px',
      '--tiktok-space-3': '14px',
      '--tiktok-shadow-button': 'none',
      '--tiktok-weight-strong': '800',
    });
    const { list } = await show();
    const button = styleOf(list, '.panel__tools .btn:not(.btn--icon)');
    expect(button.fontSize).to.equal('13px');
    expect(button.borderRadius).to.equal('0px');
    expect(button.minHeight).to.equal('30px');
    expect(button.boxShadow).to.equal('none');
    expect(styleOf(list, '.panel__head').paddingInlineStart).to.equal('14px');
    expect(styleOf(list, '.title').fontWeight).to.equal('800');
    expect(styleOf(list, '.title').fontSize).to.equal('15px');
  });

  it('takes colours that are set, and derives from the accent what is not', async () => {
    setTokens({ '--tiktok-color-surface': 'rgb(1, 2, 3)', '--tiktok-color-focus': 'rgb(4, 5, 6)' });
    const { list } = await show();
    const panel = list.querySelector('.panel') as HTMLElement;
    expect(getComputedStyle(panel).backgroundColor).to.equal('rgb(1, 2, 3)');
    const probe = document.createElement('i');
    panel.append(probe);
    const colour = (value: string): string => {
      probe.style.color = value;
      return getComputedStyle(probe).color;
    };
    expect(colour('var(--_focus)')).to.equal('rgb(4, 5, 6)');
    document.documentElement.style.setProperty('--tiktok-accent', 'white');
    expect(colour('var(--_on-accent)')).to.match(/^color\(xyz-d65 0 0 0\)/);
    document.documentElement.style.setProperty('--tiktok-accent', 'black');
    expect(colour('var(--_on-accent)')).to.match(/^color\(xyz-d65 0\.9/);
  });

  itNeeds('media emulation', 'moves nothing when the person wants it so', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { list, settings } = await show();
    for (const root of [list, settings]) {
      for (const element of root.querySelectorAll('*')) {
        const { transitionProperty, animationName } = getComputedStyle(element);
        // A slot that stands nowhere has no style.
        if (transitionProperty === '') continue;
        expect([transitionProperty, animationName], element.localName).to.deep.equal(['none', 'none']);
      }
    }
  });

  it('lets nothing take 200 ms that answers a person', async () => {
    const { list, settings } = await show();
    for (const root of [list, settings]) {
      for (const element of root.querySelectorAll('*')) {
        const { transitionDuration, transitionProperty } = getComputedStyle(element);
        if (transitionProperty === 'none' || transitionProperty === '') continue;
        for (const time of transitionDuration.split(', ')) expect(Number.parseFloat(time)).to.be.below(0.2);
      }
    }
    const panel = list.querySelector('.panel') as Element;
    expect(getComputedStyle(panel).getPropertyValue('--_calm').trim()).to.equal('180ms');
  });

  it('keeps English sentences whole on a page from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const { settings } = await show();
    const line = settings.querySelector('.settings__subtitle') as HTMLElement;
    expect(getComputedStyle(line).textAlign).to.equal('right');
    const text = line.firstChild as Text;
    const last = document.createRange();
    last.setStart(text, text.length - 1);
    last.setEnd(text, text.length);
    const before = document.createRange();
    before.setStart(text, text.length - 2);
    before.setEnd(text, text.length - 1);
    // The full stop stands to the right of the last letter.
    expect(last.getBoundingClientRect().left).to.be.at.least(before.getBoundingClientRect().right - 1);
  });
});

describe('what the elements share', () => {
  it('speaks two messages in a row, and the same one twice, and is silent afterwards', async () => {
    const speaker = document.createElement('test-speaker') as Speaker;
    document.body.append(speaker);
    await speaker.updateComplete;
    const region = speaker.shadowRoot?.querySelector('[role="status"]') as HTMLElement;
    expect(region.getAttribute('aria-atomic')).to.equal('false');
    let fallSilent = (): void => undefined;
    window.setTimeout = ((run: () => void) => {
      fallSilent = run;
      return 0;
    }) as unknown as typeof setTimeout;
    for (const text of ['Copied', '2 ad accounts imported', '2 ad accounts imported']) speaker.say(text);
    expect([...region.children].map((said) => said.textContent)).to.deep.equal([
      'Copied',
      '2 ad accounts imported',
      '2 ad accounts imported',
    ]);
    fallSilent();
    expect(region.textContent).to.equal('');
  });

  it('tells after ten seconds that something is still loading, once for each load', () => {
    const waits: { run: () => void; ms: number | undefined }[] = [];
    window.setTimeout = ((run: () => void, ms?: number) => waits.push({ run, ms })) as unknown as typeof setTimeout;
    let told = 0;
    const host = {
      addController: () => undefined,
      requestUpdate: () => undefined,
    } as unknown as ReactiveControllerHost;
    const slow = new SlowLoad(host, () => (told += 1));
    slow.begin();
    expect(waits[0]?.ms).to.equal(10_000);
    waits[0]?.run();
    expect([slow.isSlow, told]).to.deep.equal([true, 1]);
    slow.end();
    expect(slow.isSlow).to.equal(false);
  });

  it('shows a failure with its next step, and an ended session with another', async () => {
    await loadLabels();
    const { labels } = labelsFor('en');
    const host: Pick<ViewHost, 'labels' | 'copied' | 'copy'> = {
      labels,
      copied: undefined,
      copy: () => undefined,
    };
    const place = document.createElement('div');
    document.body.append(place);
    let tries = 0;
    const draws = (code: 'timeout' | 'invalid_session', draw: typeof failureBlock) =>
      render(
        draw(host, {
          title: 'We couldn’t save your mapping',
          error: new TikTokAdsError(code, 'x', { tiktokRequestId: '20260312' }),
          again: () => (tries += 1),
        }),
        place,
      );
    draws('timeout', failureBanner);
    expect(place.textContent).to.contain('We couldn’t save your mapping').and.to.contain('20260312');
    expect(all('button').map((button) => button.textContent?.trim() || button.ariaLabel)).to.deep.equal([
      'Try again',
      'Copy',
    ]);
    all('button')[0]?.click();
    expect(tries).to.equal(1);
    draws('invalid_session', failureBlock);
    expect(place.textContent).to.contain('Your session has ended').and.not.to.contain('save your mapping');
    await until(() => all('button', 'Reload the page')[0], 'the way on');
    render(html``, place);
  });

  it('joins words as the language does', () => {
    expect(formatFor('en').list(['Email', 'Phone', 'City'])).to.equal('Email, Phone, and City');
    expect(formatFor('en-GB').list(['Email', 'Phone'])).to.equal('Email and Phone');
  });
});
