import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import type { IdSource, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { adAccountQueries } from './ad-accounts.ts';
import { approvalLookup, approvalQueries } from './approvals.ts';
import { attemptQueries } from './attempts.ts';
import { auditQueries } from './audit.ts';
import { businessCenterQueries, callTargetQueries } from './call-targets.ts';
import { changeLookup } from './changes.ts';
import { callLookup, callQueries } from './calls.ts';
import { connectionQueries } from './connections.ts';
import { controlQueries } from './controls.ts';
import { toHandle } from './database.ts';
import { deliveryLookup, eventDeliveryQueries } from './event-deliveries.ts';
import { eventLookup, eventQueries } from './events.ts';
import { exportQueries } from './exports.ts';
import { mappingQueries, propertyQueries, segmentQueries } from './host-data.ts';
import { mirrorQueries } from './mirrors.ts';
import { jobQueries } from './jobs.ts';
import { folderOwners, ledgerQueries } from './ledgers.ts';
import { leaseQueries } from './leases.ts';
import { createLogSync } from './log-sync.ts';
import { migrate, readMigrations } from './migrate.ts';
import { resealAll } from './reseal.ts';
import { grantLookup, revocationQueries } from './revocations.ts';
import { spendCapQueries } from './spend-caps.ts';
import { appLookup, tiktokAppQueries } from './tiktok-apps.ts';
import { subscriptionLookup, subscriptionQueries, watchedQueries } from './watched.ts';
import { advertiserLookup, webhookInbox } from './webhooks.ts';

/** How long a write waits for another process's before it fails. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Pages of the write-ahead log, 4 KiB each, before it is moved into the database: by default 1000. Rows with a hash each
 * change a page of its index each, and a page that changes ten times before it is moved is moved once.
 */
const LOG_PAGES = 4000;

/** Pages held in memory; SQLite's own 2 MiB are less than the part of the indices that a busy hour changes. */
const CACHE_KIB = 16 * 1024;

/**
 * Opens or makes the SQLite file and brings its schema up to date. Every commit is synced to the disk before it counts:
 * what was answered survives a power cut.
 *
 * @throws {StoreError} cannot_open, database_newer, migration_changed or driver_missing
 */
export function openSqliteStore(path: string, random: IdSource): Store {
  const raw = openFile(resolve(path));
  try {
    migrate(raw, readMigrations());
  } catch (error) {
    raw.close();
    throw error;
  }
  return createSqliteStore(raw, random);
}

function openFile(path: string): Database.Database {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // It holds sealed tokens and hashes: a new file is its owner's alone, and SQLite gives its side files the same mode.
    closeSync(openSync(path, 'a', 0o600));
    const raw = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    raw.pragma(`cache_size = ${-CACHE_KIB}`);
    return raw;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // The package is there without its compiled part, as after an install that was not allowed to run scripts.
    if (/bindings file|NODE_MODULE_VERSION|invalid ELF header/.test(reason)) {
      throw new StoreError(
        'driver_missing',
        'The SQLite driver is not built for this Node.js: run `npm rebuild better-sqlite3`.',
        cause,
      );
    }
    throw new StoreError('cannot_open', `The database file ${path} cannot be opened: ${reason}.`, cause);
  }
}

function createSqliteStore(raw: Database.Database, random: IdSource): Store {
  const handle = toHandle(raw);
  const { db } = handle;
  const logSync = createLogSync(raw, raw.name);
  const attempts = attemptQueries(db);
  const connectionStores = connectionQueries(db);
  const adAccountStores = adAccountQueries(db);
  const propertyStores = propertyQueries(db);
  const mappingStores = mappingQueries(db);
  const segmentStores = segmentQueries(db);
  const exportStores = exportQueries(db);
  const mirrorStores = mirrorQueries(db);
  const ledgerStores = ledgerQueries(db);
  const tiktokAppStores = tiktokAppQueries(db);
  const revocationStores = revocationQueries(db);
  const auditStores = auditQueries(db);
  const eventStores = eventQueries(db, random);
  const eventDeliveryStores = eventDeliveryQueries(db, random);
  const watchedStores = watchedQueries(db);
  const subscriptionStores = subscriptionQueries(db);
  const spendCapStores = spendCapQueries(db);
  const controlStores = controlQueries(db);
  const approvalStores = approvalQueries(db);
  const callStores = callQueries(db, logSync);
  const callTargetStores = callTargetQueries(handle);
  const businessCenterStores = businessCenterQueries(db, handle);

  return {
    workspace: (workspaceId) => ({
      workspaceId,
      attempts: attempts.forWorkspace(workspaceId),
      connections: connectionStores(workspaceId),
      adAccounts: adAccountStores(workspaceId),
      properties: propertyStores(workspaceId),
      mapping: mappingStores(workspaceId),
      segments: segmentStores(workspaceId),
      exports: exportStores(workspaceId),
      mirrors: mirrorStores(workspaceId),
      ledgers: ledgerStores(workspaceId),
      tiktokApps: tiktokAppStores(workspaceId),
      revocations: revocationStores(workspaceId),
      audit: auditStores(workspaceId),
      events: eventStores(workspaceId),
      eventDeliveries: eventDeliveryStores(workspaceId),
      watched: watchedStores(workspaceId),
      subscriptions: subscriptionStores(workspaceId),
      controls: controlStores(workspaceId),
      spendCaps: spendCapStores(workspaceId),
      approvals: approvalStores(workspaceId),
      calls: callStores(workspaceId),
      callTargets: callTargetStores(workspaceId),
      businessCenters: businessCenterStores(workspaceId),
    }),
    oauthStates: attempts.oauthStates,
    grants: grantLookup(db),
    jobs: jobQueries(db, random),
    folderOwners: folderOwners(db),
    events: eventLookup(db),
    deliveries: deliveryLookup(db, random),
    changes: changeLookup(db),
    webhookInbox: webhookInbox(handle, random, logSync),
    advertisers: advertiserLookup(db),
    apps: appLookup(db),
    subscriptions: subscriptionLookup(db),
    approvals: approvalLookup(db),
    calls: callLookup(db),
    leases: leaseQueries(db, logSync),
    async resealSecrets(reseal) {
      return resealAll(db, reseal);
    },
    async ping() {
      db.get(sql`select 1`);
    },
    async close() {
      await logSync.close();
      raw.close();
    },
  };
}
