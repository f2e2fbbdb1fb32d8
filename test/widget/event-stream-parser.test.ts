import { expect } from 'chai';
import { createSseParser, type SseMessage } from '../../widget/client/live/sse-parser.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function parse(...chunks: (string | Uint8Array)[]): SseMessage[] {
  const parser = createSseParser();
  return chunks.flatMap((chunk) => parser.push(typeof chunk === 'string' ? encode(chunk) : chunk));
}
const brief = (messages: SseMessage[]) => messages.map(({ type, data, lastEventId }) => [type, data, lastEventId]);

const STREAM = [
  '\uFEFFretry: 2000',
  ': the beat',
  '',
  'id: evt_1',
  'event: ad.disapproved',
  'data: {"name":"Ördög 🚀"}',
  '',
  'data:two',
  'data: lines',
  'data:  kept space',
  'data',
  '',
  'id: bad\0id',
  'data: after',
  '',
  'event: nothing without data',
  '',
  'id',
  'unknown: field',
  'data: last',
  '',
  'data: unfinished',
];
const MESSAGES = [
  ['ad.disapproved', '{"name":"Ördög 🚀"}', 'evt_1'],
  ['message', 'two\nlines\n kept space\n', 'evt_1'],
  ['message', 'after', 'evt_1'],
  ['message', 'last', ''],
];

describe('the parser of the stream', () => {
  for (const [name, end] of [
    ['LF', '\n'],
    ['CR', '\r'],
    ['CRLF', '\r\n'],
  ] as const) {
    it(`reads lines that end in ${name}, however the bytes are cut`, () => {
      const bytes = encode(STREAM.join(end));
      expect(brief(parse(bytes))).to.deep.equal(MESSAGES);
      for (let size = 1; size <= 7; size++) {
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        expect(brief(parse(...chunks)), `${size} bytes at a time`).to.deep.equal(MESSAGES);
      }
      for (let at = 0; at <= bytes.length; at++)
        expect(brief(parse(bytes.subarray(0, at), bytes.subarray(at))), `cut at ${at}`).to.deep.equal(MESSAGES);
    });
  }

  it('tells a message as soon as its blank line is there, and not before', () => {
    const parser = createSseParser();
    expect(parser.push(encode('data: one\n'))).to.deep.equal([]);
    expect(brief(parser.push(encode('\n')))).to.deep.equal([['message', 'one', '']]);
    expect(brief(parser.push(encode('data: two\r\r')))).to.deep.equal([['message', 'two', '']]);
    // The LF belongs to the CR before it and is no second blank line.
    expect(parser.push(encode('\n'))).to.deep.equal([]);
    expect(parser.push(new Uint8Array())).to.deep.equal([]);
  });

  it('keeps a CR and its LF together across an empty piece', () => {
    expect(brief(parse('data: a\r', new Uint8Array(), '\n\r', new Uint8Array(), '\ndata: b\r\n\r\n'))).to.deep.equal([
      ['message', 'a', ''],
      ['message', 'b', ''],
    ]);
  });

  it('takes a pause from digits only, and an id that a later message keeps', () => {
    const parser = createSseParser();
    parser.push(encode('retry: 1e3\nretry: -5\nretry:\n'));
    expect(parser.retryMs).to.equal(undefined);
    parser.push(encode('retry: 2000\n: comment\nid: evt_9\n\n'));
    expect(parser.retryMs).to.equal(2000);
    expect(parser.lastEventId).to.equal('evt_9');
    expect(brief(parser.push(encode('data: x\n\n')))).to.deep.equal([['message', 'x', 'evt_9']]);
  });

  it('drops one byte order mark and no further one, and bears bytes that are no text', () => {
    expect(brief(parse('\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: c\n\n'))).to.deep.equal([
      ['message', 'a', ''],
      ['message', 'c', ''],
    ]);
    expect(brief(parse(Uint8Array.of(0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0x0a, 0x0a)))).to.deep.equal([
      ['message', '\uFFFD', ''],
    ]);
  });
});
