import type { CSSResult } from 'lit';
import { comboboxStyles } from '../controllers/combobox.styles.ts';
import {
  bannerStyles,
  dialogStyles,
  fieldStyles,
  progressStyles,
  statusStyles,
  tableStyles,
} from '../styles/controls.ts';
import { choiceStyles } from './choices.styles.ts';
import { optionStyles } from './options.styles.ts';
import { fileStyles } from './file.styles.ts';
import { historyStyles } from './history.styles.ts';
import { railStyles } from './rail.styles.ts';
import { reportStyles } from './report.styles.ts';

/** Everything the exporter's view adds to the base styles. */
export const exporterStyles: readonly CSSResult[] = [
  bannerStyles,
  fieldStyles,
  statusStyles,
  progressStyles,
  tableStyles,
  dialogStyles,
  railStyles,
  choiceStyles,
  optionStyles,
  comboboxStyles,
  fileStyles,
  reportStyles,
  historyStyles,
];
