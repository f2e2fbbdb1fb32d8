import { expect } from 'chai';
import { axeProblems } from './support/axe.ts';
import { hex } from './support/csv-worker.ts';
import { READY_COUNTS } from './support/export-server.ts';
import { chooseFile, chooseFiles, openExporter as open, select, toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const PEOPLE = 'email;mobile_phone;first_name;country;gaid\nAna@Example.com;0171 2345678;Ana;DE;\nbroken;;;;\n';

describe('<tiktok-audience-exporter> with a CSV file', () => {
  afterEach(clearPage);

  it('hashes it in the page, sends only hashes, and reports what it counted', async () => {
    const { element, server } = await open();
    await toStep('Who');
    await chooseFile(PEOPLE, 'loyalty_export.csv');
    await sees('semicolons · UTF-8 · 5 columns · 2 rows');
    expect(seen()).to.include('A•••@E•••.com').and.include('Email is incomplete').and.not.include('Ana@Example.com');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue');
    await press('button', 'Continue');
    await until(
      () => ((all('textbox', 'Name')[0] as HTMLInputElement | undefined)?.value ?? '').startsWith('loyalty export, '),
      'a name from the file',
    );
    await press('button', 'Check before sending');
    await sees('of 2 people are ready to send');
    const [header, first, second] = server.uploaded.join('').trimEnd().split('\n');
    expect(header).to.equal('email,phone,firstName,country,googleAdvertisingId');
    expect(first).to.equal(
      [await hex('ana@example.com'), await hex('+491712345678'), await hex('ana'), await hex('de'), ''].join(','),
    );
    expect(second).to.equal('!invalid_email,,,,');
    expect(server.asked('PUT /v1/exports/*/records')[0]?.query.get('columns')).to.equal('attributes');
    expect(server.asked('POST /v1/exports')[0]?.body).to.not.have.property('segmentId');
  });

  it('goes on from where the server stopped when the line breaks in the middle of a part', async () => {
    const { server } = await open();
    let tries = 0;
    const whole = server.on.bind(server);
    whole('PUT /v1/exports/*/records', ({ body, headers }) => {
      const offset = Number(headers.get('Upload-Offset'));
      if (++tries === 1) {
        server.uploaded.push(String(body).slice(0, 10));
        server.move('receiving', { receivedBytes: 10 });
        return problem(502, 'internal_error');
      }
      server.uploaded.push(String(body));
      return {
        body: server.move('ready', {
          receivedBytes: offset + String(body).length,
          counts: { ...READY_COUNTS, rows: 1, ready: 1 },
        }),
      };
    });
    await toStep('Who');
    await chooseFile('email\na@example.com\n');
    await sees('No column for');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await sees('of 1 person is ready to send');
    expect(server.asked('PUT /v1/exports/*/records').map(({ headers }) => headers.get('Upload-Offset'))).to.deep.equal([
      '0',
      '10',
    ]);
    expect(server.uploaded.join('')).to.equal(`email\n${await hex('a@example.com')}\n`);
  });

  it('says which columns were expected and found, and lets a person match them by hand', async () => {
    const { element } = await open();
    await toStep('Who');
    await chooseFile('email,Handy,shoe size\nana@example.com,+491712345678,39\n');
    await sees('No column for Phone and Google advertising ID');
    expect(seen()).to.match(/Expected\s+mobile_phone\s*,\s*gaid.*Found 2 other columns:\s+Handy\s*,\s*shoe size/);
    expect(seen()).to.include('1 of 5 matched');
    (await until(() => summary('Match columns'), 'the disclosure')).click();
    await find('combobox', 'Column for Phone');
    expect(await axeProblems(element)).to.deep.equal([]);
    await select('Column for Phone', /^.?Handy.? · .?\+•••78/);
    await sees('No column for Google advertising ID');
    await select('Column for Email', /^No column$/);
    await sees('No column for Email and Google advertising ID');
    await select('Column for Email', /^.?email/);
    await sees('2 of 5 matched');
    await press('button', 'Continue');
    expect(((await find('checkbox', 'Phone')) as HTMLInputElement).checked).to.equal(true);
    expect(all('checkbox', 'First name')).to.have.length(0);
    expect(seen())
      .to.include('The file has no column for First name and Country.')
      .and.include('Apple IDFA Not mapped. Map it');
    await press('button', 'Match it: Google advertising ID');
    await until(() => focusedName() === 'Column for Google advertising ID', 'the list of that attribute');
  });

  it('offers columns whose values speak for themselves, and takes them in one press', async () => {
    const { element } = await open();
    await toStep('Who');
    await chooseFile('E-Mail-Adresse,Handy,Ort\nana@example.com,+491712345678,Ulm\nbo@example.com,,Ulm\n');
    await sees('At least one column for email, phone or a device ID is needed.');
    expect(seen()).to.include('No column to match people on');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(seen().replace(/[\u2068\u2069]/g, '')).to.include(
      'By the values, E-Mail-Adresse is Email and Handy is Phone.',
    );
    await press('button', 'Use these 2 columns');
    await sees('2 of 5 matched');
    await sees('No column for Google advertising ID');
    await press('button', 'Continue');
    await sees('Step 3 of 5');
  });

  it('reads a file without column names: finds columns by their values, and asks to check them', async () => {
    const { element, server } = await open();
    await toStep('Who');
    await chooseFile('Lima,ana@example.com,DE\nBerg,bo@example.com,DE\n');
    await sees('This file has no column names');
    expect(seen()).to.include('We found Email by the values.');
    const names = [...((await find('combobox', 'Column for Country')) as HTMLSelectElement).options].map(
      ({ textContent }) => textContent.replace(/[\u2068\u2069]/g, '').trim(),
    );
    expect(names).to.deep.equal(['No column', 'Column 1 · L•••', 'Column 2 · a•••@e•••.com', 'Column 3 · •••']);
    await select('Column for Country', /Column 3/);
    await sees('2 of 5 matched');
    expect(await axeProblems(element)).to.deep.equal([]);
    await toStep('Audience');
    await press('button', 'Check before sending');
    await sees('of 2 people are ready to send');
    expect(server.uploaded.join('').trimEnd().split('\n').slice(1)).to.deep.equal([
      `${await hex('ana@example.com')},${await hex('de')}`,
      `${await hex('bo@example.com')},${await hex('de')}`,
    ]);
  });

  it('lets a person say how it is read, and sends it read that way', async () => {
    const { server } = await open();
    await toStep('Who');
    const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
    await chooseFile(latin('email;first_name\na@example.com;J\u00fcrgen\nb@example.com;Bo\n'));
    await sees('Windows-1252');
    (await until(() => summary('How it is read'), 'the disclosure')).click();
    const delimiter = (await find('combobox', 'Between columns')) as HTMLSelectElement;
    expect(delimiter.selectedOptions[0]?.textContent.trim()).to.equal('Semicolon (;), as detected');
    await select('Between columns', /^Comma/);
    await sees('commas · Windows-1252 · 1 column');
    await sees('At least one column for email, phone or a device ID is needed.');
    await select('Between columns', /^Semicolon/);
    await sees('semicolons · Windows-1252 · 2 columns · 2 rows');
    (await find('checkbox', 'The first row names the columns')).click();
    await sees('3 rows');
    (await find('checkbox', 'The first row names the columns')).click();
    await sees('2 columns · 2 rows');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await sees('of 2 people are ready to send');
    expect(server.uploaded.join('').split('\n')[1]).to.equal(`${await hex('a@example.com')},${await hex('jürgen')}`);
  });

  it('refuses what is no CSV file, several files, and pasted text without rows, and says what to do', async () => {
    const { element } = await open();
    await toStep('Who');
    await chooseFiles([new File(['x'], 'people.xlsx')], 'drop');
    await sees('people.xlsx');
    expect(seen()).to.include('is not a CSV file').and.include('choose File, Save as, CSV UTF-8');
    expect(await axeProblems(element)).to.deep.equal([]);
    await chooseFiles([new File(['email\na@b.de\n'], 'a.csv'), new File(['email\n'], 'b.csv')], 'drop');
    await sees('One file at a time, not 2');
    await press('button', 'Continue');
    await sees('Choose a CSV file, or drop one above.');
    await until(() => focusedName() === 'CSV file', 'focus on the file field');
    const paste = (text: string) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      // Firefox's constructor takes no data along.
      const event = Object.defineProperty(new ClipboardEvent('paste', { bubbles: true }), 'clipboardData', {
        value: clipboardData,
      });
      document
        .querySelector('tiktok-audience-exporter')
        ?.shadowRoot?.querySelector('input[type=file]')
        ?.dispatchEvent(event);
    };
    paste('ana@example.com');
    await sees('There are no rows in what you pasted');
    paste('email\tcountry\nana@example.com\tDE\n');
    await sees('tabs · UTF-8 · 2 columns · 1 row');
    await press('button', 'Take this file away');
    await until(() => focusedName() === 'CSV file', 'focus on the file field');
  });

  it('says what is wrong with a file: empty, names only, not text, no column to match on', async () => {
    await open();
    await toStep('Who');
    for (const [content, text] of [
      ['', 'It is empty.'],
      ['email,phone\n', 'It has column names, but no rows below them.'],
      ['PK\u0003\u0004 zipped', 'It is not a CSV file.'],
      ['email\na@example.com\n"open\n', 'Row 2 breaks the file’s shape'],
    ] as const) {
      await chooseFile(content);
      await sees(text);
      await press('button', 'Continue');
      await sees('This file can’t be exported. Choose another one.');
      await press('button', 'Choose another file');
      await until(() => focusedName() === 'CSV file', 'focus on the file field');
    }
    await chooseFile('shoe size,colour\n39,red\n');
    await sees('At least one column for email, phone or a device ID is needed.');
    await press('button', 'Continue');
    await sees('Match at least one of these four to a column.');
    await until(() => focusedName() === 'Column for Email', 'focus on the list that helps');
    await sees('Step 2 of 5');
  });

  it('tells how many rows have each match key, scaled for a large file', async () => {
    await open();
    await toStep('Who');
    const line = (id: number) =>
      `person${String(id).padStart(6, '0')}@example.com,${id % 2 === 0 ? '+491712345678' : '             '}\n`;
    await chooseFile(`email,mobile_phone\n${Array.from({ length: 12_000 }, (_, id) => line(id)).join('')}`);
    await sees('about 12,');
    await press('button', 'Continue');
    expect(seen())
      .to.match(/Email about 1[12],\d{3} people have it/)
      .and.match(/Phone about [56],\d{3} people have it/);
  });

  it('marks the drop area while a file is held over it', async () => {
    await open();
    await toStep('Who');
    (await find('radio', 'CSV file')).click();
    const area = await until(
      () => document.querySelector('tiktok-audience-exporter')?.shadowRoot?.querySelector('.drop'),
      'the drop area',
    );
    area.dispatchEvent(
      new DragEvent('dragenter', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true }),
    );
    await sees('Let go to use this file');
    area.dispatchEvent(new DragEvent('dragleave', { bubbles: true }));
    await sees('Drop a CSV file here or');
  });
});

function summary(text: string): HTMLElement | undefined {
  const root = document.querySelector('tiktok-audience-exporter')?.shadowRoot;
  return [...(root?.querySelectorAll('summary') ?? [])].find(({ textContent }) => textContent.includes(text));
}
