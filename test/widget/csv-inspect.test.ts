import { expect } from 'chai';
import { openCsvWorker } from '../../widget/worker/hash-csv.ts';
import { failureOf, hashFile, hex, inspect } from './support/csv-worker.ts';

describe('CSV worker, looking at the start of a file', () => {
  it('tells headers, matched columns and a masked preview from the start of a file, and no raw value', async () => {
    const worker = openCsvWorker();
    const csv = 'id;E-MAIL ;Mobile phone\n1;ana.lima@example.com;+5511987654321\n2;broken;\n';
    const head = await worker.inspect({
      file: new File([csv], 'f.csv'),
      mapping: { email: 'e-mail', phone: 'mobile_phone' },
      columns: {},
      defaultCountry: null,
      emailRule: 'current',
    });
    expect(head.headers).to.deep.equal(['id', 'E-MAIL', 'Mobile phone']);
    expect(head.dialect).to.deep.equal({ delimiter: ';', quote: '"', encoding: 'utf-8' });
    expect(head.detected).to.deep.equal({ delimiter: ';', encoding: 'utf-8', hasHeader: true });
    expect(head.filled).to.deep.equal({ email: 1 });
    expect(head.suggested).to.deep.equal({ phone: 2 });
    expect(head.samples).to.deep.equal(['•••', 'a•••@e•••.com', '+•••21']);
    expect(head.estimatedRows).to.equal(2);
    expect(head.columns).to.deep.equal({ email: 1 });
    expect(head.preview).to.deep.equal([
      [{ attribute: 'email', masked: 'a•••@e•••.com', hash: await hex('ana.lima@example.com'), reason: null }],
      [{ attribute: 'email', masked: 'b•••', hash: null, reason: 'invalid_email' }],
    ]);
    const byHand = await worker.inspect({
      file: new File([csv], 'f.csv'),
      mapping: { email: 'e-mail', phone: 'mobile_phone' },
      columns: { phone: 2 },
      defaultCountry: null,
      emailRule: 'current',
    });
    expect(byHand.columns).to.deep.equal({ email: 1, phone: 2 });
    expect(JSON.stringify(byHand)).to.not.contain('ana.lima').and.not.contain('5511987654321');
    worker.close();
  });

  it('names what is wrong with a file that is none', async () => {
    const failures = await Promise.all(
      [
        new File([''], 'empty.csv'),
        new File(['email\n'], 'headers-only.csv'),
        new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], 'sheet.xlsx'),
      ].map(async (file) => {
        const worker = openCsvWorker();
        const failure = await failureOf(
          worker.inspect({
            file,
            mapping: { email: 'email' },
            columns: {},
            defaultCountry: null,
            emailRule: 'current',
          }),
        );
        worker.close();
        return failure;
      }),
    );
    expect(failures).to.deep.equal([
      { code: 'empty_file', row: null },
      { code: 'no_rows', row: null },
      { code: 'not_text', row: null },
    ]);
    expect(await failureOf(hashFile(new File(['email\na@example.com\n"open\n'], 'g.csv'), { email: 0 }))).to.deep.equal(
      { code: 'malformed_records', row: 2 },
    );
  });

  it('sees a file without column names, tells columns by their values, and hashes its first row too', async () => {
    const text = 'ana@example.com;7;+5511987654321\nbo@example.com;8;+491712345678\n';
    const file = new File([text], 'names.csv');
    const mapping = { email: 'email', phone: 'mobile', city: 'city' };
    const head = await inspect(file, { mapping });
    expect(head.hasHeader).to.equal(false);
    expect(head.headers).to.deep.equal(['', '', '']);
    expect(head.columns).to.deep.equal({ email: 0, phone: 2 });
    expect(head.guessed).to.deep.equal(['email', 'phone']);
    expect(head.estimatedRows).to.equal(2);
    expect(JSON.stringify(head)).to.not.contain('ana@').and.not.contain('5511987654321');
    const corrected = await inspect(file, { mapping, columns: { phone: null, city: 1 } });
    expect(corrected.columns).to.deep.equal({ email: 0, city: 1 });
    expect(corrected.guessed).to.deep.equal(['email']);
    const named = await inspect(file, { mapping, readAs: { hasHeader: true } });
    expect(named.detected.hasHeader).to.equal(false);
    expect(named.estimatedRows).to.equal(1);

    const { dialect, hasHeader } = head;
    const { lines } = await hashFile(file, { email: 0 }, null, { dialect, hasHeader });
    expect(lines.slice(1)).to.deep.equal([await hex('ana@example.com'), await hex('bo@example.com')]);
  });

  it('takes names with numbers in them, and names that are mapped, for column names', async () => {
    const mapping = { email: 'ana@example.com', phone: 'phone' };
    for (const header of ['purchases_20260301,E-mail (work)', 'ana@example.com,12345'])
      expect((await inspect(new File([`${header}\nx,y\n`], 'a.csv'), { mapping })).hasHeader).to.equal(true);
  });

  it('tells the encoding from all it reads, and reads as the person says where that is wrong', async () => {
    const late = new Uint8Array(90_000).fill(97);
    late.set(new TextEncoder().encode('vorname,email\n'));
    for (let at = 100; at < late.length; at += 100) late.set(new TextEncoder().encode('\nx,a@e.de'), at);
    late.set([0x0a, 0x4a, 0xfc, 0x72, 0x2c], late.length - 60);
    const mapping = { firstName: 'vorname' };
    expect((await inspect(new File([late], 'late.csv'), { mapping })).dialect.encoding).to.equal('windows-1252');

    const file = new File(['vorname;email\nJürgen;j@example.com\n'], 'b.csv');
    const head = await inspect(file, { mapping, readAs: { encoding: 'windows-1252', delimiter: ',' } });
    expect(head.headers).to.deep.equal(['vorname;email']);
    expect(head.detected).to.deep.equal({ delimiter: ';', encoding: 'utf-8', hasHeader: true });
    const dialect = { delimiter: ';', quote: '"', encoding: 'windows-1252' } as const;
    const { lines } = await hashFile(file, { firstName: 0, email: 1 }, null, { dialect });
    const [email, name] = lines[1]?.split(',') ?? [];
    expect(email).to.equal(await hex('j@example.com'));
    expect(name).to.not.equal(await hex('jürgen'));
  });

  it('finds every delimiter and byte order mark that spreadsheets write', async () => {
    const rows = (delimiter: string) =>
      `id${delimiter}email\n1${delimiter}"a${delimiter}b\nc"\n2${delimiter}x@example.com\n`;
    for (const delimiter of [',', ';', '\t', '|']) {
      const head = await inspect(new File([rows(delimiter)], 'd.csv'), { mapping: { email: 'email' } });
      expect(head.dialect.delimiter).to.equal(delimiter);
      expect(head.columns).to.deep.equal({ email: 1 });
      expect(head.estimatedRows).to.equal(2);
    }
    const units = (text: string, isLittle: boolean) => {
      const view = new DataView(new ArrayBuffer(text.length * 2));
      for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
      return view.buffer;
    };
    const marked = `\ufeff${rows(';')}`;
    const files: [BlobPart, string][] = [
      [marked, 'utf-8'],
      [units(marked, true), 'utf-16le'],
      [units(marked, false), 'utf-16be'],
    ];
    for (const [content, encoding] of files) {
      const head = await inspect(new File([content], 'e.csv'), { mapping: { email: 'email' } });
      expect(head.dialect.encoding).to.equal(encoding);
      expect(head.headers).to.deep.equal(['id', 'email']);
    }
  });

  it('judges a large file by its start: rows, and how many have each value', async () => {
    const line = (id: number) =>
      `person${String(id).padStart(6, '0')}@example.com,${id % 4 === 0 ? '+491712345678' : '             '}\n`;
    const file = new File(['email,phone\n', ...Array.from({ length: 50_000 }, (_, id) => line(id))], 'large.csv');
    const head = await inspect(file, { mapping: { email: 'email', phone: 'phone' } });
    expect(head.isWhole).to.equal(false);
    expect(head.estimatedRows).to.be.closeTo(50_000, 500);
    expect(head.filled.email).to.equal(head.estimatedRows);
    expect(head.filled.phone).to.be.closeTo(12_500, 200);
    expect(head.preview).to.have.length(5);
  });
});
