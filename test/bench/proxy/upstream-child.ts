// TikTok, as quick as a process of Node can be: for every request the same 2 kB. Whatever is measured above it is not its own.
import { type AddressInfo, createServer } from 'node:net';

const ROWS = 5;
const HEAD_END = Buffer.from('\r\n\r\n');

const rows = Array.from({ length: ROWS }, (_, index) => ({
  campaign_id: `17900000000000${String(index).padStart(5, '0')}`,
  campaign_name: `Spring launch ${index}`,
  advertiser_id: '7101926934269992520',
  objective: 'LANDING_PAGE',
  objective_type: 'VIDEO_VIEWS',
  is_smart_performance_campaign: false,
  budget: 250,
  budget_mode: 'BUDGET_MODE_DAY',
  campaign_type: 'REGULAR_CAMPAIGN',
  operation_status: 'ENABLE',
  secondary_status: 'CAMPAIGN_STATUS_ENABLE',
  create_time: '2026-03-12 10:11:12',
  modify_time: '2026-03-12 10:11:12',
}));
const body = JSON.stringify({
  code: 0,
  message: 'OK',
  request_id: '20260312101112ABCDEF0123456789AB',
  data: { list: rows, page_info: { page: 1, page_size: 10, total_number: ROWS, total_page: 1 } },
});
const reply = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Tt-Logid: 20260312101112ABCDEF0123456789AB\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);

const server = createServer((socket) => {
  socket.setNoDelay(true);
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf(HEAD_END);
      if (end < 0) return;
      const length = /\r\ncontent-length: *(\d+)/i.exec(rest.toString('latin1', 0, end))?.[1];
      const whole = end + HEAD_END.length + Number(length ?? 0);
      if (rest.length < whole) return;
      rest = rest.subarray(whole);
      socket.write(reply);
    }
  });
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
