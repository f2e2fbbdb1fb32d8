import type { ExportCounts } from '../../shared/exports.ts';
import { CONSENT, type EmailRule, type IdentifierValue, type Mappable } from '../../shared/identifiers/index.ts';
import {
  type CsvDialect,
  createCsvDecoder,
  createNdjsonDecoder,
  findMappedColumns,
  type TextEncoding,
} from '../../shared/records/index.ts';
import { AppendFile } from './append-file.ts';
import { NO_DEVICE_FORMS, type PeopleLayout, peopleFields } from './identifier-plan.ts';
import type { DeviceForm } from './single-types.ts';
import type { KeySeed } from './key-hash.ts';
import type { Checkpoint } from './memory.ts';
import { PeopleSpool } from './people-spool.ts';
import { createPlainConsent } from './plain-consent.ts';
import { createPlainRowTaker, mayBePlain, type TakePlainRow } from './plain-rows.ts';
import { createRowSink, type RowSink, type RowSinkOptions } from './row-sink.ts';
import { makeSpoolFolder, type SpoolPaths } from './spool-files.ts';
import { emptyCounts, openTally, readForms, readTally } from './tally.ts';

export interface IntakeOptions {
  readonly paths: SpoolPaths;
  readonly layout: PeopleLayout;
  /** Attribute → property name, as it was when the export was opened. With `consent` in it, consent is read. */
  readonly mapping: { readonly [A in Mappable]?: string };
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
    readonly isAscii?: boolean | undefined;
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
  readonly #withdrawn: PeopleSpool | null;
  readonly #rejects: AppendFile;
  readonly #tally: RowSinkOptions['tally'];
  readonly #reader: Reader;
  /** How a message about missing properties begins. */
  readonly #lacks: string | undefined;
  #sink: RowSink | null = null;
  #takePlain: TakePlainRow | null = null;
  #recordRow: number;
  #sawIdentifier = false;
  #sawConsent: boolean;
  #firstKeys: readonly string[] | null = null;

  private constructor(options: IntakeOptions, input: IntakeInput, files: IntakeFiles) {
    this.#options = options;
    this.#people = files.people;
    this.#withdrawn = files.withdrawn;
    this.#rejects = files.rejects;
    this.#sawConsent = options.from?.sawConsent ?? !readsConsent(options);
    this.#tally = openTally(options.from?.counts ?? emptyCounts(), options.from?.deviceForms ?? NO_DEVICE_FORMS);
    this.#recordRow = options.from?.position.rowNumber ?? 0;
    this.#sawIdentifier = this.#recordRow > 0;
    this.#lacks = input.kind === 'records' ? 'The segment’s records have no property' : undefined;
    this.#reader = this.#openReader(input);
  }

  static async open(options: IntakeOptions, input: IntakeInput): Promise<Intake> {
    await makeSpoolFolder(options.paths);
    return new Intake(options, input, await openFiles(options));
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
    this.#look(values);
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

  /** The people of rows without consent; null when consent is not read. */
  get withdrawn(): { bytes: number; rows: number } | null {
    return this.#withdrawn === null ? null : { bytes: this.#withdrawn.bytes, rows: this.#withdrawn.rows };
  }

  /** Bytes that all of it takes, whether or not they are on the disk by now. */
  get writtenBytes(): number {
    return this.spoolBytes + this.rejectsBytes + (this.#withdrawn?.bytes ?? 0);
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
    const { byteOffset, rowNumber, header, dialect, isAscii } = this.#reader.position;
    return {
      position: {
        byteOffset,
        rowNumber,
        header: header === undefined || header === null ? null : [...header],
        dialect: dialect ?? null,
        isAscii,
      },
      spoolBytes: this.spoolBytes,
      spoolRows: this.spoolRows,
      withdrawnBytes: this.#withdrawn?.bytes ?? 0,
      withdrawnRows: this.#withdrawn?.rows ?? 0,
      rejectsBytes: this.rejectsBytes,
      counts: this.counts,
      deviceForms: this.deviceForms,
      sawConsent: this.#sawConsent,
    };
  }

  /** Lets the disk catch up; call it between pushes. */
  async settle(): Promise<void> {
    await this.#people.settle();
    await this.#withdrawn?.settle();
    await this.#rejects.settle();
  }

  async sync(): Promise<void> {
    await Promise.all([this.#people.sync(), this.#withdrawn?.sync(), this.#rejects.sync()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#people.close(), this.#withdrawn?.close(), this.#rejects.close()]);
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
            this.#sawConsent = true;
            this.#sink = this.#makeSink(columns);
            this.#takePlain = this.#makePlainTaker(columns);
            return Object.values(columns);
          },
          onRow: (cells, row) => (this.#sink as RowSink).cells(cells, row),
          onPlainRow: mayBePlain(this.#options)
            ? (bytes, bounds) => this.#takePlain?.(bytes, bounds) ?? false
            : undefined,
          onReject,
        });
      case 'ndjson': {
        const names = this.#names();
        return createNdjsonDecoder({
          resume,
          fields: [...new Set(Object.values(names))],
          onRow: (record, row) => {
            this.#look(record);
            if (row >= RECORDS_TO_JUDGE && !this.#sawIdentifier) this.#judgeRecords(false);
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

  /** Notes which of the mapped properties ever come. */
  #look(record: Readonly<Record<string, IdentifierValue>>): void {
    if (this.#sawIdentifier && this.#sawConsent) return;
    this.#firstKeys ??= Object.keys(record);
    const names = this.#names();
    const has = (name: string | undefined): boolean => name !== undefined && Object.hasOwn(record, name);
    this.#sawIdentifier ||= this.#options.layout.matching.some((attribute) => has(names[attribute]));
    this.#sawConsent ||= has(names[CONSENT]);
  }

  /**
   * JSON records may leave out what they lack, so columns are only missing when no identifier ever comes, or when at the end
   * no record has said anything of consent.
   */
  #judgeRecords(isEnd: boolean): void {
    const names = this.#names();
    if (!this.#sawIdentifier && this.#firstKeys !== null) {
      const identifiers = Object.fromEntries(
        this.#options.layout.matching.map((attribute) => [attribute, names[attribute]]),
      );
      if (isEnd || this.#tally.rows >= RECORDS_TO_JUDGE - 1)
        findMappedColumns(this.#firstKeys, identifiers, this.#lacks);
    }
    if (isEnd && !this.#sawConsent && this.#tally.withoutConsent > 0)
      findMappedColumns(this.#firstKeys ?? [], { [CONSENT]: names[CONSENT] }, this.#lacks);
  }

  /** The names that the header must hold, by attribute. */
  #expected(header: readonly string[]): { [A in Mappable]?: string } {
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

  #names(): { [A in Mappable]?: string } {
    if (this.#options.columns === 'properties') return this.#options.mapping;
    const fields: readonly Mappable[] = peopleFields(this.#options.layout);
    const names = readsConsent(this.#options) ? [...fields, CONSENT] : fields;
    return Object.fromEntries(names.map((name) => [name, name]));
  }

  #openSink(mapping: { readonly [A in Mappable]?: string | number } | null): RowSink {
    this.#sink ??= this.#makeSink(mapping ?? this.#names());
    return this.#sink;
  }

  #makeSink(mapping: { readonly [A in Mappable]?: string | number }): RowSink {
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
      withdrawn: this.#withdrawn,
      rejects: this.#rejects,
    });
  }

  #makePlainTaker(mapping: { readonly [A in Mappable]?: number }): TakePlainRow | null {
    const take = createPlainRowTaker({ ...this.#options, mapping, tally: this.#tally, people: this.#people });
    const column = mapping[CONSENT];
    if (take === null || column === undefined) return take;
    const saysYes = createPlainConsent(column);
    return (bytes, bounds) => saysYes(bytes, bounds) && take(bytes, bounds);
  }
}

function readsConsent({ mapping }: Pick<IntakeOptions, 'mapping'>): boolean {
  return mapping[CONSENT] !== undefined;
}

interface IntakeFiles {
  readonly people: PeopleSpool;
  readonly withdrawn: PeopleSpool | null;
  readonly rejects: AppendFile;
}

async function openFiles(options: IntakeOptions): Promise<IntakeFiles> {
  const { paths, layout, keySeed, from } = options;
  const opened: { close(): Promise<void> }[] = [];
  const keep = <File extends { close(): Promise<void> }>(file: File): File => {
    opened.push(file);
    return file;
  };
  try {
    const at = { bytes: from?.spoolBytes ?? 0, rows: from?.spoolRows ?? 0 };
    const people = keep(await PeopleSpool.open(paths, layout, at, keySeed));
    const aside = { ...paths, spool: paths.withdrawn, index: paths.withdrawnIndex };
    const withdrawnAt = { bytes: from?.withdrawnBytes ?? 0, rows: from?.withdrawnRows ?? 0 };
    const withdrawn = readsConsent(options) ? keep(await PeopleSpool.open(aside, layout, withdrawnAt, keySeed)) : null;
    return { people, withdrawn, rejects: await AppendFile.open(paths.rejects, from?.rejectsBytes ?? 0) };
  } catch (error) {
    for (const file of opened) await file.close();
    throw error;
  }
}
