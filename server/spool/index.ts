export { requireReserve, requireRoom } from './disk-space.ts';
export { readMarks } from './marks.ts';
export { fieldEnd, lineEnd, longestLine } from './people-lines.ts';
export { createPrivateFile, writeAll } from './private-file.ts';
