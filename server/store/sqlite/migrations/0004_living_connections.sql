CREATE TABLE `audit_log` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`actor_kind` text NOT NULL,
	`user_id` text,
	`origin` text,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_log_id` ON `audit_log` (`id`);--> statement-breakpoint
CREATE INDEX `audit_log_list` ON `audit_log` (`workspace_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`workspace_id`,`action`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_log_subject` ON `audit_log` (`workspace_id`,`subject_id`,`seq`);--> statement-breakpoint
CREATE TABLE `revocations` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`kind` text NOT NULL,
	`environment` text NOT NULL,
	`app_id` text NOT NULL,
	`sealed_token` text NOT NULL,
	`created_at` integer NOT NULL,
	`give_up_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tiktok_apps` (
	`workspace_id` text NOT NULL,
	`app_id` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`secret_last4` text NOT NULL,
	`is_current` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `app_id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tiktok_apps_current` ON `tiktok_apps` (`workspace_id`) WHERE "is_current" = 1;--> statement-breakpoint
ALTER TABLE `attempts` ADD `kind` text DEFAULT 'advertiser' NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `app_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `review` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `sealed_grant` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `kind` text DEFAULT 'advertiser' NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `token_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `connections` ADD `token_expires_at` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `refresh_expires_at` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `renewal_trouble_since` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `renewal_owner` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `renewal_until` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `token_last4` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `business_center_count` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `advertiser_change` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `refused_scopes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `connections_person` ON `connections` (`core_user_id`,`app_id`);--> statement-breakpoint
ALTER TABLE `exports` ADD `waiting` text;--> statement-breakpoint
CREATE INDEX `exports_waiting` ON `exports` (`workspace_id`,`created_at`,`id`) WHERE "waiting" is not null;--> statement-breakpoint
CREATE INDEX `jobs_of_subject` ON `jobs` (`subject_id`);--> statement-breakpoint
-- What was written down stays as it was.
CREATE TRIGGER `audit_log_no_update` BEFORE UPDATE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;--> statement-breakpoint
-- A REPLACE removes the old row without asking the trigger of DELETE.
CREATE TRIGGER `audit_log_no_replace` BEFORE INSERT ON `audit_log` WHEN EXISTS (SELECT 1 FROM `audit_log` WHERE `id` = NEW.`id` OR `seq` = NEW.`seq`) BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `audit_log_no_delete` BEFORE DELETE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;--> statement-breakpoint
-- Connections from before the health probe get theirs, spread over an hour from the first start on.
INSERT OR IGNORE INTO `jobs` (`id`, `kind`, `workspace_id`, `subject_id`, `run_at`, `failures`)
  SELECT 'job_' || lower(hex(randomblob(12))), 'connection.probe', `workspace_id`, `id`,
    CAST(unixepoch('now') AS INTEGER) * 1000 + abs(random() % 3600000), 0
  FROM `connections` WHERE `state` <> 'revoked' AND `sealed_token` IS NOT NULL;
