import { expect } from 'chai';
import { readList } from '../../widget/audience-exporter/pasted-list.ts';
import { axeProblems } from './support/axe.ts';
import { hex } from './support/csv-worker.ts';
import { MAPPING } from './support/export-server.ts';
import { openExporter as open, select, toStep } from './support/exporter.ts';
import { all, clearPage, find, press, seen, sees, until } from './support/page.ts';

const [SMALL, CAPITALS] = ['38400000-8cf0-11bd-b23e-10b96e40000d', 'AEBE52E7-03EE-455A-B3C4-E57283966239'];

async function pasteList(text: string): Promise<void> {
  (await find('radio', 'Paste a list')).click();
  const field = await until(
    () => document.querySelector('tiktok-audience-exporter')?.shadowRoot?.querySelector('textarea'),
    'a field for the list',
  );
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('device ids in a pasted list', () => {
  afterEach(clearPage);

  it('go by their letters until somebody says whose they are', async () => {
    const { element, server } = await open({ mapping: { ...MAPPING, appleIdfa: 'idfa' } });
    await toStep('Who');
    await pasteList(`ana@example.com\n${SMALL}\n${CAPITALS}`);
    await sees('Whose are the device IDs?');
    expect(seen()).to.match(/Google advertising ID 1 Apple IDFA 1/);
    expect(await axeProblems(element)).to.deep.equal([]);
    await select('Whose are the device IDs?', /^Google advertising ID$/);
    await until(() => /Email 1 Google advertising ID 2/.test(seen()), 'both as Google’s');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length === 1, 'the upload');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({ attributes: ['email', 'googleAdvertisingId'] });
    expect(server.uploaded[0]).to.include(await hex(CAPITALS.toLowerCase()));
  });

  it('are asked about only where there are some, apart from what hashes are of', async () => {
    const hash = '0'.repeat(32);
    await open();
    await toStep('Who');
    await pasteList('ana@example.com');
    await sees('Email');
    expect(all('combobox', /device ID/)).to.have.length(0);
    await pasteList(`ana@example.com\n${hash}\n${CAPITALS}`);
    await select(/^What is the hashed line/, /^Phone$/);
    await select('Whose is the device ID?', /^Google advertising ID$/);
    await until(() => /Email 1 Phone 1 Google advertising ID 1/.test(seen()), 'both answers');
  });

  it('keep their own count', () => {
    expect(readList(`${SMALL}\n${CAPITALS}`, { devicesAs: 'appleIdfa' })).to.deep.include({
      devices: 2,
      found: { appleIdfa: 2 },
    });
    expect(readList(SMALL)).to.deep.include({ devices: 1, devicesAs: 'case', found: { googleAdvertisingId: 1 } });
  });
});
