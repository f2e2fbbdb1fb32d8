export { DEMO_SEED, profileAt, type Identifiers, type Profile, type ProfileRecord } from './profile.ts';
export { DEMO_MAPPING, DEMO_PROPERTIES, type DemoProperty } from './properties.ts';
export { DEMO_SEGMENTS, findSegment, pageOf, profilesOf, type DemoSegment, type DemoSegmentPage } from './segments.ts';
export { csvText, DEMO_CSV, writeCsv, type CsvFile } from './write-csv.ts';
