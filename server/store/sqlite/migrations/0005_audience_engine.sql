CREATE TABLE `ledgers` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`custom_audience_id` text,
	`generation` integer NOT NULL,
	`settled` integer NOT NULL,
	`export_id` text,
	`identifiers` integer NOT NULL,
	`holds_sealed` integer NOT NULL,
	`sealed_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledgers_audience` ON `ledgers` (`workspace_id`,`advertiser_id`,`custom_audience_id`) WHERE "custom_audience_id" is not null;--> statement-breakpoint
CREATE TABLE `mirrors` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`segment_id` text NOT NULL,
	`attributes` text NOT NULL,
	`target` text NOT NULL,
	`custom_audience_id` text,
	`audience_name` text,
	`delivery` text NOT NULL,
	`calculate_type` text,
	`schedule` text,
	`timezone` text NOT NULL,
	`default_country` text,
	`email_rule` text,
	`next_run_at` integer,
	`paused_at` integer,
	`current_export_id` text,
	`last_export_id` text,
	`skipped` integer NOT NULL,
	`version` integer NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mirrors_list` ON `mirrors` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `mirrors_audience` ON `mirrors` (`workspace_id`,`advertiser_id`,`custom_audience_id`) WHERE "custom_audience_id" is not null;--> statement-breakpoint
ALTER TABLE `exports` ADD `delivery` text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE `exports` ADD `mirror_id` text;--> statement-breakpoint
ALTER TABLE `exports` ADD `confirmation` text;--> statement-breakpoint
ALTER TABLE `exports` ADD `prepared_at` integer;--> statement-breakpoint
ALTER TABLE `exports` ADD `uploaded_at` integer;--> statement-breakpoint
ALTER TABLE `exports` ADD `tiktok_requests` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `exports` ADD `line_key` text;--> statement-breakpoint
ALTER TABLE `exports` ADD `line_at` integer;--> statement-breakpoint
ALTER TABLE `exports` ADD `turn_key` text;--> statement-breakpoint
CREATE INDEX `exports_mirror` ON `exports` (`workspace_id`,`mirror_id`,`created_at`,`id`) WHERE "mirror_id" is not null;--> statement-breakpoint
CREATE INDEX `exports_line` ON `exports` (`line_key`,`line_at`,`id`) WHERE "line_key" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `exports_turn` ON `exports` (`turn_key`) WHERE "turn_key" is not null;--> statement-breakpoint
UPDATE `exports` SET `counts` = json_set(`counts`, '$.withoutConsent', 0, '$.people', json('{}'), '$.toAdd', null, '$.toRemove', null, '$.refused', 0);--> statement-breakpoint
UPDATE `exports` SET `engine` = json_set(`engine`, '$.checkpoint.counts.withoutConsent', 0, '$.checkpoint.counts.people', json('{}'), '$.checkpoint.counts.toAdd', null, '$.checkpoint.counts.toRemove', null, '$.checkpoint.counts.refused', 0) WHERE json_type(`engine`, '$.checkpoint') = 'object';--> statement-breakpoint
UPDATE `jobs` SET `run_at` = 0 WHERE `kind` = 'export-clean';--> statement-breakpoint
UPDATE `exports` SET `audience_progress` = json_set(`audience_progress`, '$.isExpiring', json('false')) WHERE `audience_progress` is not null;--> statement-breakpoint
CREATE TABLE `job_turns` (
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`turn` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `job_turns_latest` ON `job_turns` (`turn`);--> statement-breakpoint
CREATE INDEX `jobs_leased` ON `jobs` (`lease_until`) WHERE "lease_until" is not null;--> statement-breakpoint
DROP INDEX `exports_audience`;--> statement-breakpoint
CREATE INDEX `exports_audience` ON `exports` (`workspace_id`,`advertiser_id`,`custom_audience_id`,`created_at`,`id`);
