CREATE TABLE `event_deliveries` (
	`seq` integer PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`event_id` text NOT NULL,
	`type` text NOT NULL,
	`advertiser_id` text,
	`line` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`tried_since` integer,
	`next_attempt_at` integer,
	`ended_at` integer,
	`last_status` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `event_deliveries_pending` ON `event_deliveries` (`workspace_id`,`line`,`state`,`seq`) WHERE "state" = 'pending';--> statement-breakpoint
CREATE INDEX `event_deliveries_list` ON `event_deliveries` (`workspace_id`,`state`,`seq`);--> statement-breakpoint
CREATE TABLE `event_readers` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`up_to` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `event_reads` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `event_reads_seq` ON `event_reads` (`seq`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`group` text NOT NULL,
	`is_listed` integer NOT NULL,
	`group_no` integer NOT NULL,
	`needs_you` integer NOT NULL,
	`advertiser_id` text,
	`account_name` text,
	`connection_id` text,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_name` text,
	`topic` text NOT NULL,
	`data` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`resolved_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_key` ON `events` (`workspace_id`,`key`);--> statement-breakpoint
CREATE INDEX `events_feed` ON `events` (`workspace_id`,`seq`);--> statement-breakpoint
CREATE INDEX `events_group` ON `events` (`workspace_id`,`group`,`seq`) WHERE "is_listed" = 1;--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`workspace_id`,`type`,`seq`);--> statement-breakpoint
CREATE INDEX `events_account` ON `events` (`workspace_id`,`advertiser_id`,`seq`) WHERE "advertiser_id" is not null;--> statement-breakpoint
CREATE INDEX `events_age` ON `events` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `events_open` ON `events` (`workspace_id`,`seq`) WHERE "needs_you" = 1 and "resolved_at" is null and "is_listed" = 1;--> statement-breakpoint
CREATE INDEX `events_open_subject` ON `events` (`workspace_id`,`topic`,`type`) WHERE "needs_you" = 1 and "resolved_at" is null;--> statement-breakpoint
CREATE TABLE `notices` (
	`seq` integer PRIMARY KEY NOT NULL,
	`hash` blob NOT NULL,
	`received_at` integer NOT NULL,
	`scheme` text NOT NULL,
	`app_id` text NOT NULL,
	`sealed_body` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`tried_since` integer,
	`due_at` integer,
	`lease_owner` text,
	`lease_until` integer,
	`done_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_hash` ON `notices` (`hash`);--> statement-breakpoint
CREATE INDEX `notices_due` ON `notices` (`due_at`,`seq`) WHERE "due_at" is not null;--> statement-breakpoint
CREATE INDEX `notices_done` ON `notices` (`done_at`) WHERE "done_at" is not null;--> statement-breakpoint
CREATE TABLE `webhook_keys` (
	`fingerprint` text PRIMARY KEY NOT NULL,
	`first_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`workspace_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`app_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`token_version` integer NOT NULL,
	`entity` text NOT NULL,
	`advertiser_ids` text NOT NULL,
	`object_id` text,
	`callback_url` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`ending_since` integer,
	PRIMARY KEY(`workspace_id`, `subscription_id`)
);
--> statement-breakpoint
CREATE INDEX `subscriptions_connection` ON `subscriptions` (`workspace_id`,`connection_id`,`subscription_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_app` ON `subscriptions` (`app_id`,`subscription_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_ending` ON `subscriptions` (`ending_since`) WHERE "ending_since" is not null;--> statement-breakpoint
CREATE TABLE `watched` (
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`name` text,
	`status` text,
	`review` text,
	`campaign_id` text,
	`adgroup_id` text,
	`told_at` integer,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `advertiser_id`, `kind`, `id`)
);
--> statement-breakpoint
DROP INDEX `jobs_due`;--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`kind`,`run_at`,`workspace_id`,`lease_until`,`id`);--> statement-breakpoint
CREATE INDEX `ad_accounts_advertiser` ON `ad_accounts` (`advertiser_id`);--> statement-breakpoint
CREATE INDEX `connections_changed` ON `connections` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `tiktok_apps_app` ON `tiktok_apps` (`app_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `exports_changed` ON `exports` (`updated_at`,`id`);