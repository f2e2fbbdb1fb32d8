CREATE TABLE `ad_accounts` (
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`currency` text,
	`timezone` text,
	`country` text,
	`role` text,
	`tiktok_status` text,
	`access_lost_at` integer,
	`status_changed_at` integer,
	`imported_at` integer NOT NULL,
	`last_checked_at` integer,
	PRIMARY KEY(`workspace_id`, `advertiser_id`),
	FOREIGN KEY (`workspace_id`,`connection_id`) REFERENCES `connections`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ad_accounts_list` ON `ad_accounts` (`workspace_id`,`sort_name`,`advertiser_id`);--> statement-breakpoint
CREATE INDEX `ad_accounts_connection` ON `ad_accounts` (`workspace_id`,`connection_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`user_id` text,
	`state_hash` text NOT NULL,
	`origin` text NOT NULL,
	`return_url` text,
	`environment` text NOT NULL,
	`reconnect_id` text,
	`status` text NOT NULL,
	`connection_id` text,
	`error` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_state_hash` ON `attempts` (`state_hash`);--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`environment` text NOT NULL,
	`state` text NOT NULL,
	`state_reason` text,
	`source` text NOT NULL,
	`sealed_token` text,
	`app_id` text,
	`core_user_id` text,
	`display_name` text,
	`email` text,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`last_checked_at` integer,
	`advertisers_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connections_workspace_id` ON `connections` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `connections_list` ON `connections` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `granted_advertisers` (
	`workspace_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`status` text,
	`role` text,
	`currency` text,
	`timezone` text,
	`country` text,
	PRIMARY KEY(`workspace_id`, `connection_id`, `advertiser_id`),
	FOREIGN KEY (`workspace_id`,`connection_id`) REFERENCES `connections`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `granted_advertisers_list` ON `granted_advertisers` (`workspace_id`,`connection_id`,`sort_name`,`advertiser_id`);--> statement-breakpoint
CREATE TABLE `exports` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`state` text NOT NULL,
	`request` text NOT NULL,
	`mapping` text NOT NULL,
	`calculate_type` text,
	`custom_audience_id` text,
	`received_bytes` integer NOT NULL,
	`counts` text NOT NULL,
	`chunks` text NOT NULL,
	`people_uploaded` integer NOT NULL,
	`audience_progress` text,
	`error` text,
	`engine` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`timeline` text NOT NULL,
	`intake_owner` text,
	`intake_until` integer
);
--> statement-breakpoint
CREATE INDEX `exports_list` ON `exports` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `exports_advertiser` ON `exports` (`workspace_id`,`advertiser_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `exports_audience` ON `exports` (`workspace_id`,`advertiser_id`,`custom_audience_id`);--> statement-breakpoint
CREATE TABLE `mappings` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`attributes` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text
);
--> statement-breakpoint
CREATE TABLE `properties` (
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`type` text NOT NULL,
	`kind` text NOT NULL,
	`example` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `name`)
);
--> statement-breakpoint
CREATE INDEX `properties_list` ON `properties` (`workspace_id`,`position`);--> statement-breakpoint
CREATE TABLE `segments` (
	`workspace_id` text NOT NULL,
	`segment_id` text NOT NULL,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`size` integer,
	`source_url` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `segment_id`)
);
--> statement-breakpoint
CREATE INDEX `segments_list` ON `segments` (`workspace_id`,`sort_name`,`segment_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`workspace_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`run_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`again_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_subject` ON `jobs` (`kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`run_at`);