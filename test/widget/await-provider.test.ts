import { expect } from 'chai';
import { awaitProvider, stopAwaiting } from '../../widget/element/await-provider.ts';
import { until } from './support/page.ts';

describe('elements that came before their provider', () => {
  it('are told once it is defined, those that left are kept by nobody, and later ones are told, too', async () => {
    const told: string[] = [];
    const leaves = (): void => void told.push('left');
    awaitProvider(() => void told.push('first'));
    awaitProvider(leaves);
    stopAwaiting(leaves);
    await Promise.resolve();
    expect(told).to.deep.equal([]);
    customElements.define('tiktok-ads-provider', class extends HTMLElement {});
    await until(() => told.length > 0, 'the first to be told');
    awaitProvider(() => void told.push('later'));
    await until(() => told.length > 1, 'the later one to be told');
    expect(told).to.deep.equal(['first', 'later']);
  });
});
