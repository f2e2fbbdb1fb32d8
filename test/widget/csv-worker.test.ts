import { expect } from 'chai';
import { type Attribute } from '../../shared/identifiers/attributes.ts';
import { openCsvWorker, type HashProgress } from '../../widget/worker/hash-csv.ts';
import { hashFile, hex } from './support/csv-worker.ts';

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
});
