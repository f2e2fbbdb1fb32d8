import type { TemplateResult } from 'lit';
import { drawIcon } from '../../element/first-icons.ts';

const DOTS = 'M3.25 8v.01M8 8v.01M12.75 8v.01';
const ROUND = 'M2.9 6.6A5.25 5.25 0 0 1 12.3 5M12.75 2.4v2.8H9.95M13.1 9.4A5.25 5.25 0 0 1 3.7 11M3.25 13.6v-2.8h2.8';

/** Three dots: there is more to do. */
export const moreMark = (): TemplateResult => drawIcon('more', DOTS);
/** Two arrows that follow each other: kept in sync. */
export const syncMark = (): TemplateResult => drawIcon('sync', ROUND);
