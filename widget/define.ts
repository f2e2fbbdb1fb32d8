// The script-tag entry: registers every element. The provider comes first, so that it is there when the others ask.
import './provider/define.ts';
import './connect-button/define.ts';
import './ad-account-list/define.ts';
import './mapping-table/define.ts';
import './audience-exporter/define.ts';
import './event-feed/define.ts';
import './controls/define.ts';
import './settings/define.ts';
