import { expect } from 'chai';
import { ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import { CsvWorkerError, type HashProgress, openCsvWorker } from '../../widget/worker/hash-csv.ts';
import type {
  AttributeColumns,
  FileHead,
  HashRequest,
  HashTotals,
  InspectRequest,
} from '../../widget/worker/protocol.ts';
import { maskValue } from '../../widget/worker/mask.ts';

async function hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Hashed {
  text: string;
  lines: string[];
  totals: HashTotals;
  parts: ArrayBuffer[];
  lasts: boolean[];
}

async function inspect(file: File, request: Partial<InspectRequest>): Promise<FileHead> {
  const worker = openCsvWorker();
  try {
    return await worker.inspect({
      file,
      mapping: {},
      columns: {},
      defaultCountry: null,
      emailRule: 'current',
      ...request,
    });
  } finally {
    worker.close();
  }
}

async function hashFile(
  file: Blob,
  columns: AttributeColumns,
  defaultCountry: string | null = null,
  more: Partial<HashRequest> = {},
): Promise<Hashed> {
  const worker = openCsvWorker();
  const parts: ArrayBuffer[] = [];
  const lasts: boolean[] = [];
  const attributes = ATTRIBUTES.filter((attribute) => columns[attribute] !== undefined);
  try {
    const job = worker.hash(
      { file, columns, attributes, defaultCountry, emailRule: 'current', ...more },
      {
        onPart: async (part, isLast) => {
          parts.push(part);
          lasts.push(isLast);
        },
      },
    );
    const totals = await job.done;
    const text = await new Blob(parts).text();
    return { text, lines: text.trimEnd().split('\n'), totals, parts, lasts };
  } finally {
    worker.close();
  }
}

async function failureOf(work: Promise<unknown>): Promise<CsvWorkerError['failure'] | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof CsvWorkerError) return error.failure;
    throw error;
  }
}

describe('CSV worker', () => {
  it('hashes every row to what an independent computation gives', async () => {
    const people = Array.from({ length: 500 }, (_, index) => ({
      email: `  Person.${index}+news@Example${index % 7}.COM `,
      phone: `+49 171 2${String(index).padStart(6, '0')}`,
      device: `38400000-8CF0-11BD-B23E-${String(index).padStart(12, '0')}`,
    }));
    const csv = `Mobile;E-Mail;Ad ID\r\n${people.map((one) => `"${one.phone}";${one.email};${one.device}`).join('\r\n')}\r\n`;
    const { lines, totals } = await hashFile(new File([csv], 'people.csv'), {
      phone: 0,
      email: 1,
      googleAdvertisingId: 2,
    });

    const expected = await Promise.all(
      people.map(async ({ email, phone, device }) =>
        [
          await hex(email.trim().toLowerCase()),
          await hex(phone.replaceAll(' ', '')),
          await hex(device.toLowerCase()),
        ].join(','),
      ),
    );
    expect(lines[0]).to.equal('email,phone,googleAdvertisingId');
    expect(lines.slice(1)).to.deep.equal(expected);
    expect(totals.rows).to.equal(500);
    expect(totals.byAttribute.email).to.deep.equal({ valid: 500, empty: 0, rejected: 0, alreadyHashed: 0 });
  });

  it('keeps one line for every row, with the reason in place of a refused value', async () => {
    const hashed = (await hex('ana@example.com')).toUpperCase();
    const csv = `email,phone\nnot an email,0171 2345678\n,\n${hashed},+491712345678\nok@example.com,123\n`;
    const { lines, totals } = await hashFile(new File([csv], 'a.csv'), { email: 0, phone: 1 });
    expect(lines).to.deep.equal([
      'email,phone',
      '!invalid_email,!unknown_country',
      ',',
      `${hashed.toLowerCase()},${await hex('+491712345678')}`,
      `${await hex('ok@example.com')},!unknown_country`,
    ]);
    expect(totals.rows).to.equal(4);
    expect(totals.sendableRows).to.equal(2);
    expect(totals.byAttribute.email).to.deep.equal({ valid: 2, empty: 1, rejected: 1, alreadyHashed: 1 });
    expect(totals.byReason).to.deep.include({ invalid_email: 1, unknown_country: 2, no_identifier: 2 });
  });

  it('writes a lone blank cell so that it still counts as a row, and a broken row in its place', async () => {
    const { lines, totals } = await hashFile(
      new File(['id,email\n1,a@example.com\n2,\n3,b@example.com,spare\n4,c@example.com'], 'b.csv'),
      { email: 1 },
    );
    expect(lines.map((line) => line.slice(0, 15))).to.deep.equal([
      'email',
      (await hex('a@example.com')).slice(0, 15),
      '""',
      '!too_many_cells',
      (await hex('c@example.com')).slice(0, 15),
    ]);
    expect(totals.rows).to.equal(4);
  });

  it('reads national numbers with the row’s country, and with the default one where that is blank', async () => {
    const csv = 'phone,country\n0171 2345678,Germany\n(11) 98765-4321,BR\n0171 2345678,\n';
    const { lines } = await hashFile(new File([csv], 'c.csv'), { phone: 0, country: 1 }, 'DE');
    expect(lines.slice(1).map((line) => line.split(',')[0])).to.deep.equal([
      await hex('+491712345678'),
      await hex('+5511987654321'),
      await hex('+491712345678'),
    ]);
  });

  it('reads tabs, UTF-16 and windows-1252 as spreadsheets save them', async () => {
    const utf16 = new Uint16Array(
      Array.from('\ufeffName\tE-Mail\nJürgen\tJURGEN@example.com\n', (character) => character.charCodeAt(0)),
    );
    const first = await hashFile(new File([utf16], 'd.csv'), { firstName: 0, email: 1 });
    expect(first.lines[1]).to.equal(`${await hex('jurgen@example.com')},${await hex('jürgen')}`);
    const latin = new Uint8Array(
      Array.from('vorname;email\nJ\u00fcrgen;x@example.com\n', (character) => character.charCodeAt(0)),
    );
    const second = await hashFile(new File([latin], 'e.csv'), { firstName: 0, email: 1 });
    expect(second.lines[1]).to.equal(`${await hex('x@example.com')},${await hex('jürgen')}`);
  });

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

  it('cuts the upload after whole rows, and says which part is the last', async () => {
    const csv = `email\n${Array.from({ length: 70_000 }, (_, index) => `person${index}@example.com`).join('\n')}`;
    const { parts, lasts, lines } = await hashFile(new File([csv], 'parts.csv'), { email: 0 });
    expect(lasts).to.deep.equal([false, false, true]);
    expect(parts.map((part) => new Uint8Array(part).at(-1))).to.deep.equal([10, 10, 10]);
    expect(lines).to.have.length(70_001);
  });

  it('waits for its parts to be taken, and stops the job when taking one fails', async () => {
    const csv = `email\n${Array.from({ length: 150_000 }, (_, index) => `person${index}@example.com`).join('\n')}`;
    const worker = openCsvWorker();
    let open = 0;
    let most = 0;
    let parts = 0;
    const releases: (() => void)[] = [];
    const job = worker.hash(
      {
        file: new File([csv], 'h.csv'),
        columns: { email: 0 },
        attributes: ['email'],
        defaultCountry: null,
        emailRule: 'current',
      },
      {
        onPart: async () => {
          parts++;
          most = Math.max(most, ++open);
          await new Promise<void>((resolve) => {
            releases.push(resolve);
            setTimeout(() => releases.shift()?.());
          });
          open--;
        },
      },
    );
    await job.done;
    expect(parts).to.equal(5);
    expect(most).to.equal(1);
    const failing = worker.hash(
      {
        file: new File([csv], 'h.csv'),
        columns: { email: 0 },
        attributes: ['email'],
        defaultCountry: null,
        emailRule: 'current',
      },
      { onPart: () => Promise.reject(new Error('the line is dead')) },
    );
    expect(await failing.done.catch((error: Error) => error.message)).to.equal('the line is dead');
    worker.close();
  });

  it('hashes in the page where it may start no worker', async () => {
    const { Worker: RealWorker } = globalThis;
    globalThis.Worker = function refuse() {
      throw new DOMException('A script of another origin', 'SecurityError');
    } as unknown as typeof Worker;
    try {
      const csv = `email\n${Array.from({ length: 5000 }, (_, index) => `person${index}@example.com`).join('\n')}`;
      const { lines } = await hashFile(new File([csv], 'in-page.csv'), { email: 0 });
      expect(lines).to.have.length(5001);
      expect(lines.at(-1)).to.equal(await hex('person4999@example.com'));
    } finally {
      globalThis.Worker = RealWorker;
    }
  });

  it('pauses and goes on, and tells how far it is', async function () {
    this.timeout(60_000);
    const rows = 300_000;
    const line = (id: number) =>
      `Person.${id}@Example.com,+49171${String(id).padStart(7, '0')},38400000-8cf0-11bd-b23e-${String(id).padStart(12, '0')}\n`;
    const blocks = Array.from({ length: rows / 1000 }, (_, block) =>
      Array.from({ length: 1000 }, (__, index) => line(block * 1000 + index)).join(''),
    );
    const worker = openCsvWorker();
    const seen: HashProgress[] = [];
    let bytes = 0;
    const attributes: Attribute[] = ['email', 'phone', 'googleAdvertisingId'];
    const job = worker.hash(
      {
        file: new Blob(['email,phone,ad_id\n', ...blocks]),
        columns: { email: 0, phone: 1, googleAdvertisingId: 2 },
        attributes,
        defaultCountry: null,
        emailRule: 'current',
      },
      {
        onPart: async (part) => (bytes += part.byteLength),
        onProgress: (progress) => {
          seen.push(progress);
          if (seen.length !== 1) return;
          job.pause();
          setTimeout(() => job.resume());
        },
      },
    );
    const totals = await job.done;
    worker.close();
    expect(totals.rows).to.equal(rows);
    expect(bytes).to.equal('email,phone,googleAdvertisingId\n'.length + rows * (3 * 64 + 3));
    expect(seen.every(({ readBytes, totalBytes }) => readBytes <= totalBytes)).to.equal(true);
    expect(seen.at(-1)?.rowsPerSecond).to.be.greaterThan(0);
  });

  it('hides all but a hint of every kind of value', () => {
    const masked = ATTRIBUTES.map((attribute) => maskValue(attribute, ' Supercalifragilistic@example.co.uk '));
    expect(masked.filter((text) => text.includes('upercali') || text.includes('example'))).to.deep.equal([]);
    expect(maskValue('phone', '+49 171 2345678')).to.equal('+•••78');
    expect(maskValue('phone', '12345')).to.equal('•••');
    expect(maskValue('googleAdvertisingId', '38400000-8cf0-11bd-b23e-10b96e40000d')).to.equal('38•••0d');
    expect(maskValue('email', '')).to.equal('');
    expect(maskValue('firstName', 'Al')).to.equal('•••');
  });
});
