import { expect } from 'chai';
import { hex } from './support/csv-worker.ts';
import { account, ExportServer, SEGMENTS } from './support/export-server.ts';
import { chooseFile, openExporter as open, toStep } from './support/exporter.ts';
import { all, clearPage, find, press, seen, sees, until } from './support/page.ts';

const people = (count: number, name = 'person') =>
  `email\n${Array.from({ length: count }, (_, index) => `${name}${index}@example.com\n`).join('')}`;

describe('<tiktok-audience-exporter> when things happen at once', () => {
  afterEach(clearPage);

  it('counts nothing for a property that is called what every object has', async () => {
    await open({
      mapping: { email: 'constructor', phone: 'toString', googleAdvertisingId: 'gaid' },
      segments: [{ ...SEGMENTS[0]!, filled: { gaid: 1200 } }],
    });
    await toStep('What');
    await sees('1,200');
    expect(seen()).not.to.match(/NaN|native code|\[object/);
  });

  it('draws a list of ten thousand columns only for those who open it', async () => {
    const { element } = await open();
    await toStep('Who');
    const names = Array.from({ length: 10_000 }, (_, index) => (index === 9_999 ? 'email' : `column ${index}`));
    const cells = names.map((name) => (name === 'email' ? 'a@example.com' : ''));
    await chooseFile(`${names.join(',')}\n${cells.join(',')}\n`);
    await sees('10,000 columns');
    const options = () => element.shadowRoot?.querySelectorAll('#matches option').length ?? 0;
    expect(options()).to.equal(0);
    element.shadowRoot?.querySelector<HTMLElement>('#matches summary')?.click();
    const choice = (await find('combobox', /^Column for Email/)) as HTMLSelectElement;
    expect(choice.value).to.equal('9999');
  });

  it('leaves no work behind when it is taken out of the page while it hashes, and can be put back', async function () {
    this.timeout(60_000);
    const { element, server } = await open();
    let uploads = 0;
    const held = new Promise<never>(() => undefined);
    server.on('PUT /v1/exports/*/records', () => {
      uploads += 1;
      return held;
    });
    await toStep('Who');
    await chooseFile(people(200_000));
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => uploads === 1, 'the first part');
    for (let round = 0; round < 3; round++) {
      element.remove();
      document.body.append(element);
    }
    await element.updateComplete;
    await find('heading', 'History');
    expect(uploads).to.equal(1);
    expect(element.shadowRoot?.textContent).not.to.contain('undefined');
  });

  it('keeps two exporters on one page apart', async () => {
    const first = await open();
    await toStep('Who');
    await chooseFile(people(3, 'first'), 'first.csv');
    await sees('first.csv');
    const server = new ExportServer({ accounts: [account('7104856021930199999', 'Second account')] });
    const second = document.createElement('tiktok-audience-exporter');
    second.client = server.client;
    document.body.append(second);
    await sees('Second account');
    expect(second.shadowRoot?.textContent).not.to.contain('first.csv');
    first.element.remove();
    await until(() => !seen().includes('first.csv'), 'the second alone');
    await toStep('Who');
    await chooseFile(people(2, 'second'), 'second.csv');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length > 0, 'an upload');
    expect(server.uploaded.join('').split('\n')[1]).to.equal(await hex('second0@example.com'));
    expect(first.server.uploaded).to.deep.equal([]);
    expect(all('alert').length).to.equal(0);
  });
});
