import type { TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';
import { stateFrame, type StateWords } from './state-frame.ts';

/** The centred block for empty, refused and failed. */
export const stateBlock = ({ mark, ...words }: StateWords & { mark: IconName }): TemplateResult =>
  stateFrame(icon(mark), words);
