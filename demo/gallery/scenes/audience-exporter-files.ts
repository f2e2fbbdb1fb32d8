import { goOn } from '../exporter-steps.ts';
import type { Person, Scene } from '../scene.ts';

// As a host's own export of its shop: its names are the properties' names.
const NAMED = [
  'email;mobile_phone;first_name;city;country;shoe_size',
  'Ana.Lima@example.com;(11) 96123-4567;Ana;São Paulo;Brazil;39',
  'jonas.brandt@example.de;0171 2345678;Jonas;"Köln;\nDeutz";DE;44',
  'sakura@example;+81 90 1234 5678;さくら;東京;JP;',
  ';;Noor;دبي;AE;38',
  'o.hara@example.ie;085 123;Orla;Cork;IE;40',
  'lea.weber@example.at;+43 660 1234567;Léa;Wien;AT;41',
].join('\n');
const OTHER_NAMES = [
  'E-Mail-Adresse,Handy,Vorname,Ort,Letzter Kauf',
  'ana.lima@example.com,+55 11 96123 4567,Ana,São Paulo,2026-01-19',
  'jonas.brandt@example.de,+49 171 2345678,Jonas,Köln,2026-02-03',
].join('\n');
const NAMELESS = [
  'Lima,ana.lima@example.com,+55 11 96123 4567,BR',
  'Brandt,jonas.brandt@example.de,+49 171 2345678,DE',
  'Weber,lea.weber@example.at,+43 660 1234567,AT',
].join('\n');
const WINDOWS_1252 = Uint8Array.from(
  'email;first_name;city\njonas@example.de;J\u00f6rg;K\u00f6ln\nlea@example.at;L\u00e9a;Wien\n',
  (letter) => letter.charCodeAt(0),
);

const toFile = async (person: Person): Promise<void> => {
  await goOn(person, 1);
  await person.tick('radio', 'CSV file');
};
/** Chooses a file, and goes on from there. */
export const attach =
  (fileName: string, content: string | Uint8Array, then?: (person: Person) => Promise<void>) =>
  async (person: Person): Promise<void> => {
    await toFile(person);
    await person.attach(fileName, content);
    await then?.(person);
  };

/** The second step of an export with a file: each way it can be read, matched or refused. */
export const audienceExporterFileScenes: readonly Scene[] = [
  {
    id: 'who-file-before',
    title: '2 Who, a CSV file, before',
    play: toFile,
    shows: ['Drop a CSV file here or', 'Hashed on this computer.'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'who-file-over',
    title: '2 Who, a file held over the area',
    play: async (person) => {
      await toFile(person);
      await person.dragOver();
    },
    shows: ['Let go to use this file'],
  },
  {
    id: 'who-file',
    title: '2 Who, a file with its first rows masked',
    play: attach('loyalty_export_2026-03-11_final (2).csv', NAMED, (person) => person.reads('First 5 rows, masked')),
    shows: ['semicolons · UTF-8 · 6 columns · 6 rows', 'A•••@e•••.com', 'Email is incomplete'],
    hides: ['Ana.Lima'],
  },
  {
    id: 'who-file-match',
    title: '2 Who, columns matched by hand',
    play: attach('kundinnen.csv', OTHER_NAMES, async (person) => {
      await person.press('button', /^Match columns/);
      await person.select('Column for Email', /E-Mail-Adresse/);
      await person.reads('1 of 12 matched');
      await person.select('Column for Phone', /Handy/);
    }),
    shows: ['2 of 12 matched', 'No column for Google advertising ID and Apple IDFA', 'Found 3 other columns'],
  },
  {
    id: 'who-file-suggested',
    title: '2 Who, columns told by their values',
    play: attach('kundinnen.csv', OTHER_NAMES),
    shows: [
      /By the values, .?E-Mail-Adresse.? is Email and .?Handy.? is Phone/,
      'Use these 2 columns',
      'Match columns',
    ],
  },
  {
    id: 'who-file-no-key',
    title: '2 Who, no column to match people on',
    play: attach('kundinnen.csv', OTHER_NAMES, async (person) => {
      await person.reads('At least one column');
      await person.press('button', 'Continue');
    }),
    shows: [
      'No column to match people on',
      'At least one column for email, phone or a device ID is needed.',
      'Match at least one of these four',
    ],
  },
  {
    id: 'who-file-nameless',
    title: '2 Who, a file without column names',
    play: attach('people.csv', NAMELESS),
    shows: ['This file has no column names', 'We found Email and Phone by the values.', 'Column 2'],
  },
  {
    id: 'who-file-read-as',
    title: '2 Who, how a file is read',
    play: attach('kunden.csv', WINDOWS_1252, async (person) => {
      await person.reads('Windows-1252');
      await person.press('button', 'How it is read');
    }),
    shows: ['Between columns', 'Windows-1252 (Western Excel), as detected', 'The first row names the columns'],
  },
  {
    id: 'who-file-not-csv',
    title: '2 Who, a spreadsheet is refused',
    play: attach('Customers Q1.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])),
    shows: ['is not a CSV file', 'choose File, Save as, CSV UTF-8'],
  },
  {
    id: 'who-file-broken',
    title: '2 Who, a file that breaks off',
    play: attach('people.csv', 'email,phone\nana@example.com,+5511961234567\n"jonas@example.de,+491712345678\n'),
    shows: ['This file can’t be read', 'Row 2 breaks the file’s shape'],
  },
];
