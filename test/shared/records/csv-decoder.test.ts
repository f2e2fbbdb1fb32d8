import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCsvDecoder,
  type CsvDecoderOptions,
  type CsvPosition,
  detectCsvDialect,
  looksLikeValues,
  RecordsError,
  type TextEncoding,
} from '../../../shared/records/index.ts';

interface Seen {
  header: readonly string[] | null;
  rows: string[][];
  numbers: number[];
  rejects: [number, string][];
}

function collect(seen: Seen): Pick<CsvDecoderOptions, 'onHeader' | 'onRow' | 'onReject'> {
  return {
    onHeader: (header) => {
      seen.header = header;
      return undefined;
    },
    onRow: (cells, row) => {
      seen.rows.push([...cells]);
      seen.numbers.push(row);
    },
    onReject: (row, reason) => {
      seen.rejects.push([row, reason]);
    },
  };
}

function nothing(): Seen {
  return { header: null, rows: [], numbers: [], rejects: [] };
}

function encode(text: string, encoding: TextEncoding = 'utf-8', bom = false): Uint8Array {
  const whole = bom ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(whole);
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < whole.length; i++) view.setUint16(i * 2, whole.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

function decode(parts: readonly Uint8Array[], options: Partial<CsvDecoderOptions> = {}): Seen {
  const seen = nothing();
  const decoder = createCsvDecoder({ ...collect(seen), ...options });
  for (const part of parts) {
    const own = part.slice();
    decoder.push(own);
    own.fill(0xff); // a decoder must not hold on to a buffer that is used again
  }
  decoder.end();
  return seen;
}

const decodeText = (text: string, options?: Partial<CsvDecoderOptions>) => decode([encode(text)], options);

interface File {
  header: string[];
  rows: string[][];
  delimiter: string;
  newline: string;
  encoding: TextEncoding;
  bom: boolean;
  quoteAll: boolean;
  finalNewline: boolean;
}

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'B', '7', ' ', ',', ';', '\t', '|', '"', '\n', '\r', 'é', '日', '😀', '@', '.'),
    maxLength: 12,
  }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const name = fc.string({ unit: fc.constantFrom(...'abcXYZ_é'.split('')), minLength: 1, maxLength: 6 });
const file: fc.Arbitrary<File> = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.record({
    header: fc.array(name, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 20 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom<TextEncoding>('utf-8', 'utf-8', 'utf-16le', 'utf-16be'),
    bom: fc.boolean(),
    quoteAll: fc.boolean(),
    finalNewline: fc.boolean(),
  }),
);
const cuts = fc.oneof(
  fc.array(fc.nat(2000), { maxLength: 12 }),
  fc.constant(Array.from({ length: 2000 }, (_, index) => index)),
);

function write({ header, rows, delimiter, newline, quoteAll, finalNewline }: File): string {
  const quoted = (text: string) =>
    quoteAll || text.startsWith('"') || [delimiter, '"', '\n', '\r'].some((special) => text.includes(special))
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const lines = [header, ...rows].map((cells) => cells.map(quoted).join(delimiter));
  return lines.join(newline) + (finalNewline ? newline : '');
}

describe('createCsvDecoder', () => {
  it('reads back what was written, in any dialect, cut anywhere', () => {
    fc.assert(
      fc.property(file, cuts, (spec, at) => {
        const bytes = encode(write(spec), spec.encoding, spec.bom);
        const seen = decode(pieces(bytes, at), { delimiter: spec.delimiter, quote: '"', encoding: spec.encoding });
        expect(seen.header).toEqual(spec.header);
        expect(seen.rows).toEqual(spec.rows);
        expect(seen.numbers).toEqual(spec.rows.map((_, index) => index + 1));
        expect(seen.rejects).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same rows when it is stopped after any piece and resumed from its stored position', () => {
    fc.assert(
      fc.property(file, fc.array(fc.nat(2000), { maxLength: 25 }), (spec, at) => {
        const bytes = encode(write(spec), spec.encoding, spec.bom);
        const seen = nothing();
        let position: CsvPosition | undefined;
        for (const cut of [...at.map((value) => value % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
          const decoder = createCsvDecoder({
            ...collect(seen),
            delimiter: spec.delimiter,
            quote: '"',
            encoding: spec.encoding,
            resume: position,
          });
          decoder.push(bytes.subarray(position?.byteOffset ?? 0, cut));
          if (cut === bytes.length) decoder.end();
          position = JSON.parse(JSON.stringify(decoder.position)) as CsvPosition;
        }
        expect(seen.rows).toEqual(spec.rows);
        expect(seen.numbers).toEqual(spec.rows.map((_, index) => index + 1));
        expect(position?.byteOffset).toBe(bytes.length);
      }),
      { numRuns: 600 },
    );
  });

  it('works out delimiter, quote and encoding by itself', () => {
    const rows = 'name;mail;city\nAnna;"a;b@c.de";Köln\nBerta;b@c.de;Bonn\n';
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = rows.replaceAll(';', delimiter);
      for (const bytes of [
        encode(text),
        encode(text, 'utf-8', true),
        encode(text, 'utf-16le', true),
        encode(text, 'utf-16be', true),
        encode(text, 'utf-16le'),
      ]) {
        const seen = decode(pieces(bytes, [3, 7, 8]));
        expect(seen.header).toEqual(['name', 'mail', 'city']);
        expect(seen.rows).toEqual([
          ['Anna', `a${delimiter}b@c.de`, 'Köln'],
          ['Berta', 'b@c.de', 'Bonn'],
        ]);
      }
    }
  });

  describe('told by the first 64 KiB that a file is plain ASCII', () => {
    const ascii = Array.from({ length: 10_000 }, (_, index) => `person${index}@example.com,Anna`).join('\n');
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const tail = 'jo@example.com,Zoë\nmax@example.com,Müller\n';
    const lastCells = (seen: Seen) => seen.rows.slice(-2).map((cells) => cells[1]);

    it('finds later on that it is windows-1252, and loses no letter', () => {
      const bytes = latin(`email,name\n${ascii}\n${tail}`);
      expect(bytes.length).toBeGreaterThan(262_144);
      for (const places of [[], [70_000, 140_000], [bytes.length - 25, bytes.length - 24]]) {
        const seen = decode(pieces(bytes, places));
        expect(seen.rows).toHaveLength(10_002);
        expect(lastCells(seen)).toEqual(['Zoë', 'Müller']);
      }
    });

    it('finds later on that it is UTF-8', () => {
      expect(lastCells(decode([encode(`email,name\n${ascii}\n${tail}`)], {}))).toEqual(['Zoë', 'Müller']);
    });

    it('finds the same when it goes on from where it stopped', () => {
      const bytes = latin(`email,name\n${ascii}\n${tail}`);
      for (const stop of [100_000, bytes.length - 23]) {
        const seen = nothing();
        const first = createCsvDecoder(collect(seen));
        for (let from = 0; from < stop; from += 65_536) first.push(bytes.subarray(from, Math.min(stop, from + 65_536)));
        const position = JSON.parse(JSON.stringify(first.position)) as CsvPosition;
        expect(position.isAscii).toBe(stop === 100_000);
        const second = createCsvDecoder({ ...collect(seen), resume: position });
        second.push(bytes.subarray(position.byteOffset));
        second.end();
        expect(lastCells(seen)).toEqual(['Zoë', 'Müller']);
      }
    });

    it('keeps to UTF-8 once that is proven or said, and shows where letters are lost', () => {
      const proven = [encode(`email,name\nzoe@example.com,Zoë\n${ascii}\n`), latin('max@example.com,M\xfcller\nx,y\n')];
      expect(lastCells(decode(proven, {}))).toEqual(['M\ufffdller', 'y']);
      const said = [latin(`email,name\n${ascii}\nmax@example.com,M\xfcller\nx,y\n`)];
      expect(lastCells(decode(said, { encoding: 'utf-8' }))).toEqual(['M\ufffdller', 'y']);
    });
  });

  it('reads windows-1252, which spreadsheets on Windows call CSV', () => {
    const bytes = Uint8Array.from([...encode('city,price\nK'), 0xf6, ...encode('ln,'), 0x80, ...encode('5\n')]);
    expect(detectCsvDialect(bytes).encoding).toBe('windows-1252');
    expect(decode([bytes]).rows).toEqual([['Köln', '€5']]);
  });

  it('keeps to a sample that ends inside a UTF-8 character', () => {
    expect(detectCsvDialect(encode('city\nKö').subarray(0, 7)).encoding).toBe('utf-8');
  });

  it('obeys the sep= line of a spreadsheet and does not take it for the header', () => {
    const seen = decodeText('sep=;\r\na;b\r\n1,5;2\r\n');
    expect(seen).toMatchObject({ header: ['a', 'b'], rows: [['1,5', '2']], numbers: [1] });
  });

  it('reads single quotes where only they wrap cells', () => {
    expect(decodeText("'a','b'\n'1,2','it''s'\n").rows).toEqual([['1,2', "it's"]]);
  });

  it('skips blank lines without counting them and counts a record of several lines once', () => {
    const seen = decodeText('\n\na,b\n\n1,"x\ny"\n\r\n3,4\n\n');
    expect(seen.rows).toEqual([
      ['1', 'x\ny'],
      ['3', '4'],
    ]);
    expect(seen.numbers).toEqual([1, 2]);
  });

  it('fills short rows, lets empty cells at the end pass, and rejects rows with too many cells by number', () => {
    const seen = decodeText('a,b,c\n1\n1,2,3,,\n1,2,3,4\n5,6,7\n');
    expect(seen.rows).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
      ['5', '6', '7'],
    ]);
    expect(seen.numbers).toEqual([1, 2, 4]);
    expect(seen.rejects).toEqual([[3, 'too_many_cells']]);
  });

  it('takes a quote inside an unquoted cell, and text behind a closing quote, as they stand', () => {
    expect(decodeText('a,b\n5" nail,x\n"y"z,"w" \n').rows).toEqual([
      ['5" nail', 'x'],
      ['yz', 'w '],
    ]);
  });

  it('reads only the columns the header handler asks for', () => {
    const rows: string[][] = [];
    const decoder = createCsvDecoder({ onHeader: () => [2], onRow: (cells) => rows.push([...cells]) });
    decoder.push(encode('a,b,c\n1,2,3\n4,5,6\n'));
    decoder.end();
    expect(rows).toEqual([
      ['', '', '3'],
      ['', '', '6'],
    ]);
  });

  it('calls the header handler again after a resume', () => {
    const first = createCsvDecoder({ onRow: () => {}, delimiter: ',', quote: '"', encoding: 'utf-8' });
    first.push(encode('a,b\n1,2\n3'));
    const seen = nothing();
    const second = createCsvDecoder({ ...collect(seen), resume: first.position });
    second.push(encode('3,4\n'));
    second.end();
    expect(seen).toMatchObject({ header: ['a', 'b'], rows: [['3', '4']], numbers: [2] });
  });

  it('ends with a typed error that names the row, never the value', () => {
    const failure = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        if (error instanceof RecordsError) return { code: error.code, row: error.details.row, message: error.message };
        throw error;
      }
      return undefined;
    };
    const open = failure(() => decodeText('a,b\n1,2\n3,"secret\n5,6\n'));
    expect(open).toMatchObject({ code: 'unterminated_quote', row: 2 });
    expect(open?.message).not.toContain('secret');
    expect(failure(() => decodeText('a,b\n1,2\n3,"secret'))).toMatchObject({ code: 'unterminated_quote', row: 2 });
    expect(failure(() => decodeText(`a,b\n1,2\n${'x'.repeat(100)}`, { maxRowLength: 50 }))).toMatchObject({
      code: 'row_too_long',
      row: 2,
    });
    expect(failure(() => decodeText(`a,b\n1,2\n"${'x\n'.repeat(100)}"`, { maxRowLength: 50 }))).toMatchObject({
      code: 'row_too_long',
      row: 2,
    });
    expect(failure(() => decodeText(`a,b\n"${'x\n'.repeat(100)}`, { maxRowLength: 50 }))).toMatchObject({
      code: 'row_too_long',
      row: 1,
    });
    expect(failure(() => decodeText(''))).toMatchObject({ code: 'no_header' });
    expect(failure(() => decodeText('\r\n\n'))).toMatchObject({ code: 'no_header' });
    expect(failure(() => decode([Uint8Array.of(0x50, 0x4b, 3, 4, 20)]))).toMatchObject({ code: 'not_text' });
    expect(failure(() => decode([Uint8Array.of(65, 0, 0, 0, 1, 2, 0xff, 66, 66, 66, 66, 66, 66, 66)]))).toMatchObject({
      code: 'not_text',
    });
  });

  it('hands out the first row too when it names nothing', () => {
    const rows: string[][] = [];
    let header: readonly string[] = [];
    const decoder = createCsvDecoder({
      isHeader: (cells) => cells[0] === 'email',
      onHeader: (names) => {
        header = names;
        return [1];
      },
      onRow: (cells, row) => rows.push([String(row), ...cells]),
    });
    decoder.push(encode('a@example.com,"x,\ny"\nb@example.com,z\n'));
    decoder.end();
    expect(header).toEqual(['', '']);
    // The first row was read before anyone could say which columns are wanted.
    expect(rows).toEqual([
      ['1', 'a@example.com', 'x,\ny'],
      ['2', '', 'z'],
    ]);
    expect(decoder.position).toMatchObject({ rowNumber: 2, header: ['', ''] });
  });

  it('tells values from column names', () => {
    for (const cells of [
      ['id', 'ana@example.com'],
      ['+49 171 2345678'],
      ['0171/2345678'],
      ['a'.repeat(64)],
      ['1', '2026-03-01'],
    ])
      expect(looksLikeValues(cells)).toBe(true);
    for (const cells of [['id', 'e-mail'], ['purchases_20260301'], ['E-mail (work)', '2026'], ['@handle'], ['']])
      expect(looksLikeValues(cells)).toBe(false);
  });

  it('stops a quote that never closes before it fills the memory', () => {
    const decoder = createCsvDecoder({
      onRow: () => {},
      delimiter: ',',
      quote: '"',
      encoding: 'utf-8',
      maxRowLength: 10_000,
    });
    decoder.push(encode('a,b\n"'));
    const part = encode('x'.repeat(999));
    expect(() => {
      for (let i = 0; i < 1000; i++) decoder.push(part);
    }).toThrow(RecordsError);
    expect(() => decoder.push(encode('\n'))).toThrow(RecordsError);
  });

  it('refuses to go on behind a handler that failed', () => {
    const decoder = createCsvDecoder({
      onRow: () => {
        throw new Error('disk full');
      },
    });
    decoder.push(encode('a\n1\n2\n'));
    expect(() => decoder.end()).toThrow('disk full');
    expect(() => decoder.end()).toThrow('disk full');
  });
});
