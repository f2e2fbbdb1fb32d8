import type { ExportCounts } from '../../shared/exports.ts';
import type { Attribute, EmailRule, IdentifierValue } from '../../shared/identifiers/index.ts';
import {
  type CsvDialect,
  createCsvDecoder,
  createNdjsonDecoder,
  findMappedColumns,
  type TextEncoding,
} from '../../shared/records/index.ts';
import { AppendFile } from './append-file.ts';
import { type DeviceForm, NO_DEVICE_FORMS, type PeopleLayout, peopleFields } from './identifier-plan.ts';
import type { KeySeed } from './key-hash.ts';
import type { Checkpoint } from './memory.ts';
import { PeopleSpool } from './people-spool.ts';
import { createRowSink, type RowSink, type RowSinkOptions } from './row-sink.ts';
import { makeSpoolFolder, type SpoolPaths } from './spool-files.ts';
import { emptyCounts, openTally, readForms, readTally } from './tally.ts';

export interface IntakeOptions {
  readonly paths: SpoolPaths;
  readonly layout: PeopleLayout;
  /** Attribute → property name, as it was when the export was opened. */
  readonly mapping: { readonly [A in Attribute]?: string };
  readonly columns: 'properties' | 'attributes';
  readonly deviceForm: DeviceForm;
  readonly defaultCountry: string | null;
  readonly emailRule: EmailRule;
  readonly now: () => number;
  readonly keySeed: KeySeed;
  /** Where an earlier part stopped; null starts over. */
  readonly from: Checkpoint | null;
}

/** What reads the records: bytes of a file, or records that are already objects. */
export type IntakeInput =
  | { readonly kind: 'csv'; readonly encoding: TextEncoding | null }
  | { readonly kind: 'ndjson' }
  | { readonly kind: 'records' };

interface Reader {
  push(bytes: Uint8Array): void;
  end(): void;
  readonly position: {
    readonly byteOffset: number;
    readonly rowNumber: number;
    readonly header?: readonly string[] | null;
    readonly dialect?: CsvDialect | null;
  };
}

/** After this many records without a single identifier property the file is taken for another one. */
const RECORDS_TO_JUDGE = 1000;

/**
 * Records on their way to the spool: decoded, prepared, counted, appended. Raw values live only in the strings of the piece
 * at hand. Nothing here knows of HTTP or the store.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #people: PeopleSpool;
  readonly #rejects: AppendFile;
  readonly #tally: RowSinkOptions['tally'];
  readonly #reader: Reader;
  #sink: RowSink | null = null;
  #recordRow: number;
  #sawIdentifier = false;
  #firstKeys: readonly string[] | null = null;

  private constructor(options: IntakeOptions, input: IntakeInput, people: PeopleSpool, rejects: AppendFile) {
    this.#options = options;
    this.#people = people;
    this.#rejects = rejects;
    this.#tally = openTally(options.from?.counts ?? emptyCounts(), options.from?.deviceForms ?? NO_DEVICE_FORMS);
    this.#recordRow = options.from?.position.rowNumber ?? 0;
    this.#sawIdentifier = this.#recordRow > 0;
    this.#reader = this.#openReader(input);
  }

  static async open(options: IntakeOptions, input: IntakeInput): Promise<Intake> {
    await makeSpoolFolder(options.paths);
    const at = { bytes: options.from?.spoolBytes ?? 0, rows: options.from?.spoolRows ?? 0 };
    const people = await PeopleSpool.open(options.paths, options.layout, at, options.keySeed);
    try {
      const rejects = await AppendFile.open(options.paths.rejects, options.from?.rejectsBytes ?? 0);
      return new Intake(options, input, people, rejects);
    } catch (error) {
      await people.close();
      throw error;
    }
  }

  /** @throws {RecordsError} the file cannot be read on */
  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  /** Takes the last record, whether or not its line ended. @throws {RecordsError} as `push` */
  end(): void {
    this.#reader.end();
    this.#judgeRecords(true);
  }

  /** Takes a record that needs no decoding; `position` counts it. */
  record(values: Readonly<Record<string, IdentifierValue>>): void {
    this.#recordRow += 1;
    this.#openSink(this.#names()).record(values, this.#recordRow);
  }

  /** Bytes of the file up to the end of the last whole record. */
  get byteOffset(): number {
    return this.#reader.position.byteOffset;
  }

  get hasHeader(): boolean {
    return (this.#reader.position.header ?? null) !== null;
  }

  get spoolBytes(): number {
    return this.#people.bytes;
  }

  get spoolRows(): number {
    return this.#people.rows;
  }

  get rejectsBytes(): number {
    return this.#rejects.length;
  }

  get counts(): ExportCounts {
    return readTally(this.#tally, peopleFields(this.#options.layout));
  }

  get deviceForms(): Checkpoint['deviceForms'] {
    const { googleAdvertisingId, appleIdfa } = readForms(this.#tally);
    return { googleAdvertisingId: { ...googleAdvertisingId }, appleIdfa: { ...appleIdfa } };
  }

  /** Where it stands now. It may be stored once a `sync` that began later has ended. */
  mark(): Checkpoint {
    const { byteOffset, rowNumber, header, dialect } = this.#reader.position;
    return {
      position: {
        byteOffset,
        rowNumber,
        header: header === undefined || header === null ? null : [...header],
        dialect: dialect ?? null,
      },
      spoolBytes: this.spoolBytes,
      spoolRows: this.spoolRows,
      rejectsBytes: this.rejectsBytes,
      counts: this.counts,
      deviceForms: this.deviceForms,
    };
  }

  /** Lets the disk catch up; call it between pushes. */
  async settle(): Promise<void> {
    await this.#people.settle();
    await this.#rejects.settle();
  }

  async sync(): Promise<void> {
    await Promise.all([this.#people.sync(), this.#rejects.sync()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#people.close(), this.#rejects.close()]);
  }

  #openReader(input: IntakeInput): Reader {
    const resume = this.#options.from?.position;
    const onReject = (row: number, reason: string): void => this.#openSink(null).unreadable(row, reason);
    switch (input.kind) {
      case 'csv':
        return createCsvDecoder({
          encoding: input.encoding ?? undefined,
          resume:
            resume === undefined
              ? undefined
              : { ...resume, header: resume.header ?? null, dialect: resume.dialect ?? null },
          onHeader: (header) => {
            const columns = findMappedColumns(header, this.#expected(header));
            this.#sink = this.#makeSink(columns);
            return Object.values(columns);
          },
          onRow: (cells, row) => (this.#sink as RowSink).cells(cells, row),
          onReject,
        });
      case 'ndjson': {
        const names = this.#names();
        const identifiers = this.#options.layout.matching.map((attribute) => names[attribute]);
        return createNdjsonDecoder({
          resume,
          fields: [...new Set(Object.values(names))],
          onRow: (record, row) => {
            if (!this.#sawIdentifier) {
              this.#firstKeys ??= Object.keys(record);
              this.#sawIdentifier = identifiers.some((name) => name !== undefined && Object.hasOwn(record, name));
              if (row >= RECORDS_TO_JUDGE) this.#judgeRecords(false);
            }
            this.#openSink(names).record(record, row);
          },
          onReject,
        });
      }
      case 'records': {
        const position = (): Reader['position'] => ({ byteOffset: 0, rowNumber: this.#recordRow });
        return {
          push: () => {},
          end: () => {},
          get position() {
            return position();
          },
        };
      }
    }
  }

  /** JSON records may leave out what they lack, so columns are only missing when no identifier ever comes. */
  #judgeRecords(isEnd: boolean): void {
    if (this.#sawIdentifier || this.#firstKeys === null) return;
    const names = this.#names();
    const identifiers = Object.fromEntries(
      this.#options.layout.matching.map((attribute) => [attribute, names[attribute]]),
    );
    if (isEnd || this.#tally.rows >= RECORDS_TO_JUDGE - 1) findMappedColumns(this.#firstKeys, identifiers);
  }

  /** The names that the header must hold, by attribute. */
  #expected(header: readonly string[]): { [A in Attribute]?: string } {
    const names = this.#names();
    // In a file of our own columns the country is worth reading, but nobody has promised it.
    if (
      this.#options.columns === 'attributes' &&
      names.country === undefined &&
      header.some((name) => name.trim() === 'country')
    ) {
      return { ...names, country: 'country' };
    }
    return names;
  }

  #names(): { [A in Attribute]?: string } {
    if (this.#options.columns === 'properties') return this.#options.mapping;
    return Object.fromEntries(peopleFields(this.#options.layout).map((attribute) => [attribute, attribute]));
  }

  #openSink(mapping: { readonly [A in Attribute]?: string | number } | null): RowSink {
    this.#sink ??= this.#makeSink(mapping ?? this.#names());
    return this.#sink;
  }

  #makeSink(mapping: { readonly [A in Attribute]?: string | number }): RowSink {
    const { layout, columns, deviceForm, defaultCountry, emailRule, now } = this.#options;
    return createRowSink({
      layout,
      mapping,
      deviceForm,
      readsMarkers: columns === 'attributes',
      defaultCountry,
      emailRule,
      now,
      tally: this.#tally,
      people: this.#people,
      rejects: this.#rejects,
    });
  }
}
