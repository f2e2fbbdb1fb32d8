import { createRandom, type SeededRandom } from './random.ts';
import { LONG_ACCOUNT_NAME, MARKETS, type Market } from './world-names.ts';

export type Role = 'ADMIN' | 'OPERATOR' | 'ANALYST';
export type Profile = 'small' | 'agency';

export interface Advertiser {
  advertiserId: string;
  name: string;
  status: string;
  rejectionReason: string;
  country: string;
  currency: string;
  timezone: string;
  displayTimezone: string;
  language: string;
  balance: number;
  createdAtSeconds: number;
  /** Null for an ad account outside every Business Center. */
  ownerBcId: string | null;
}

export interface BusinessCenter {
  bcId: string;
  name: string;
  currency: string;
  registeredArea: string;
  timezone: string;
  type: 'NORMAL' | 'AGENCY';
}

export interface TikTokUser {
  email: string;
  password: string;
  displayName: string;
  coreUserId: string;
  createdAtSeconds: number;
  /** What the person may do, per ad account; an account that is absent is out of reach. */
  roles: Map<string, Role>;
  businessCenters: { bcId: string; userRole: 'ADMIN' | 'STANDARD'; financeRole: 'MANAGER' | 'ANALYST' }[];
}

export interface World {
  users: TikTokUser[];
  advertisers: Map<string, Advertiser>;
  businessCenters: Map<string, BusinessCenter>;
  /** `advertiser` is reached in the sandbox only. */
  sandbox: { advertiserId: string; accessToken: string; name: string; advertiser: Advertiser };
}

/** Every person in the simulator signs in with this. It protects nothing. */
const PASSWORD = 'simulator';

const SANDBOX_ADVERTISER: Omit<Advertiser, 'advertiserId' | 'name'> = {
  status: 'STATUS_ENABLE',
  rejectionReason: '-',
  country: 'US',
  currency: 'USD',
  timezone: 'Etc/GMT+5',
  displayTimezone: 'America/New_York',
  language: 'en',
  balance: 0,
  createdAtSeconds: 1_672_531_200,
  ownerBcId: null,
};

/**
 * Builds the accounts, people and Business Centers of a profile; the same seed gives the same world.
 *
 * @param advertisers ad accounts of the agency
 */
export function createWorld(profile: Profile, seed: string, advertisers = 3_000): World {
  const random = createRandom(`world:${profile}:${seed}`);
  const sandboxId = random.id(19, '71');
  const name = 'Sandbox ad account';
  const world: World = {
    users: [],
    advertisers: new Map(),
    businessCenters: new Map(),
    sandbox: {
      advertiserId: sandboxId,
      accessToken: random.hex(40),
      name,
      advertiser: { ...SANDBOX_ADVERTISER, advertiserId: sandboxId, name },
    },
  };
  const first = profile === 'small' ? addSmallTeam(world, random) : addAgency(world, random, advertisers);
  world.users.push(first, addOtherTeam(world, random));
  if (profile === 'small') world.users.push(...addPeopleWithoutAdAccounts(world, random));
  return world;
}

function addSmallTeam(world: World, random: SeededRandom): TikTokUser {
  const bc = addBusinessCenter(world, random, 'Nordlicht Gruppe', 'NORMAL');
  const user = makeUser(random, 'mira.lang@example.com', 'Mira Lang');
  user.businessCenters.push({ bcId: bc.bcId, userRole: 'ADMIN', financeRole: 'MANAGER' });
  const accounts: [marketIndex: number, name: string, role: Role, status: string, bcId: string | null][] = [
    [0, 'Nordlicht Schuhe EU', 'ADMIN', 'STATUS_ENABLE', bc.bcId],
    [1, "O'Hara Outfitters <US & Canada>", 'ADMIN', 'STATUS_ENABLE', bc.bcId],
    [2, '株式会社さくら 公式ストア', 'ADMIN', 'STATUS_ENABLE', bc.bcId],
    [3, 'متجر النخيل للأزياء', 'ADMIN', 'STATUS_ENABLE', bc.bcId],
    [4, 'Thistle & Wren Gifts', 'ANALYST', 'STATUS_ENABLE', bc.bcId],
    [5, 'Ipê Amarelo Decoração', 'OPERATOR', 'STATUS_ENABLE', bc.bcId],
    [6, 'Jardín del Niño Juguetes', 'ADMIN', 'STATUS_LIMIT', bc.bcId],
    [11, LONG_ACCOUNT_NAME, 'ADMIN', 'STATUS_ENABLE', null],
  ];
  for (const [marketIndex, name, role, status, bcId] of accounts) {
    const advertiser = addAdvertiser(world, random, marketAt(marketIndex), name, status, bcId);
    user.roles.set(advertiser.advertiserId, role);
  }
  return user;
}

/**
 * 3,000 ad accounts unless told, in two Business Centers and a few outside: the size at which paging and pickers start to
 * matter.
 */
function addAgency(world: World, random: SeededRandom, advertisers: number): TikTokUser {
  const main = addBusinessCenter(world, random, 'Meridian Media Partners', 'AGENCY');
  const second = addBusinessCenter(world, random, 'Meridian Retail', 'NORMAL');
  const user = makeUser(random, 'agency.lead@example.com', 'Noor Haddad');
  user.businessCenters.push(
    { bcId: main.bcId, userRole: 'ADMIN', financeRole: 'MANAGER' },
    { bcId: second.bcId, userRole: 'STANDARD', financeRole: 'ANALYST' },
  );
  for (let index = 0; index < advertisers; index += 1) {
    const market = random.pick(MARKETS);
    const name =
      index === 1_500
        ? LONG_ACCOUNT_NAME
        : `${random.pick(market.brands)} ${random.pick(market.lines)} ${String(index + 1).padStart(4, '0')}`;
    const bcId = index < 2_400 ? main.bcId : index < 2_990 ? second.bcId : null;
    const status =
      index % 97 === 41 ? 'STATUS_LIMIT' : index % 211 === 100 ? 'STATUS_PENDING_CONFIRM' : 'STATUS_ENABLE';
    const role: Role = bcId === null ? 'ADMIN' : index % 20 === 7 ? 'ANALYST' : index % 6 === 2 ? 'OPERATOR' : 'ADMIN';
    user.roles.set(addAdvertiser(world, random, market, name, status, bcId).advertiserId, role);
  }
  return user;
}

function addOtherTeam(world: World, random: SeededRandom): TikTokUser {
  const bc = addBusinessCenter(world, random, 'Han River Brands', 'NORMAL');
  const user = makeUser(random, 'jun.seo@example.com', 'Jun Seo');
  user.businessCenters.push({ bcId: bc.bcId, userRole: 'STANDARD', financeRole: 'ANALYST' });
  const accounts: [marketIndex: number, name: string, role: Role, bcId: string | null][] = [
    [7, '한빛상회 뷰티', 'ADMIN', bc.bcId],
    [8, 'ร้านดอกบัว แฟชั่น', 'OPERATOR', bc.bcId],
    [10, 'בית הזית אופנה', 'ADMIN', null],
  ];
  for (const [marketIndex, name, role, bcId] of accounts) {
    user.roles.set(addAdvertiser(world, random, marketAt(marketIndex), name, 'STATUS_ENABLE', bcId).advertiserId, role);
  }
  return user;
}

/** Somebody in a Business Center that holds no ad account yet, and somebody with nothing at all. */
function addPeopleWithoutAdAccounts(world: World, random: SeededRandom): TikTokUser[] {
  const bc = addBusinessCenter(world, random, 'Weststadt Handel', 'NORMAL');
  const member = makeUser(random, 'ida.holm@example.com', 'Ida Holm');
  member.businessCenters.push({ bcId: bc.bcId, userRole: 'ADMIN', financeRole: 'MANAGER' });
  return [member, makeUser(random, 'tomas.vale@example.com', 'Tomás Vale')];
}

function addBusinessCenter(
  world: World,
  random: SeededRandom,
  name: string,
  type: BusinessCenter['type'],
): BusinessCenter {
  const bc: BusinessCenter = {
    bcId: random.id(19, '70'),
    name,
    currency: 'EUR',
    registeredArea: 'DE',
    timezone: 'Europe/Berlin',
    type,
  };
  world.businessCenters.set(bc.bcId, bc);
  return bc;
}

function addAdvertiser(
  world: World,
  random: SeededRandom,
  market: Market,
  name: string,
  status: string,
  ownerBcId: string | null,
): Advertiser {
  const advertiser: Advertiser = {
    advertiserId: random.id(19, '71'),
    name,
    status,
    rejectionReason: status === 'STATUS_LIMIT' ? 'Repeated policy violations. endtime:2099-12-31' : '-',
    country: market.country,
    currency: market.currency,
    timezone: market.timezone,
    displayTimezone: market.displayTimezone,
    language: market.language,
    balance: random.int(0, 500_000) / 100,
    createdAtSeconds: random.int(1_577_836_800, 1_735_689_600),
    ownerBcId,
  };
  world.advertisers.set(advertiser.advertiserId, advertiser);
  return advertiser;
}

function makeUser(random: SeededRandom, email: string, displayName: string): TikTokUser {
  return {
    email,
    password: PASSWORD,
    displayName,
    coreUserId: random.id(19, '70'),
    createdAtSeconds: random.int(1_546_300_800, 1_672_531_200),
    roles: new Map(),
    businessCenters: [],
  };
}

function marketAt(index: number): Market {
  const market = MARKETS[index];
  if (market === undefined) throw new RangeError(`no market ${index}`);
  return market;
}
