CREATE TABLE `business_centers` (
	`workspace_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`bc_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `bc_id`, `connection_id`)
);
--> statement-breakpoint
CREATE INDEX `business_centers_connection` ON `business_centers` (`workspace_id`,`connection_id`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`workspace_id` text NOT NULL,
	`key` text NOT NULL,
	`call_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`http_status` integer,
	`content_type` text,
	`tiktok_request_id` text,
	`sealed_answer` text,
	PRIMARY KEY(`workspace_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`expires_at`);--> statement-breakpoint
CREATE TABLE `leases` (
	`key` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tiktok_calls` (
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`at` integer NOT NULL,
	`finished_at` integer,
	`status` text NOT NULL,
	`actor_kind` text NOT NULL,
	`credential` text NOT NULL,
	`user_id` text,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`family` text NOT NULL,
	`actions` text NOT NULL,
	`advertiser_id` text,
	`connection_id` text,
	`idempotency_key` text,
	`create_request_id` text,
	`look_up` text,
	`entity_ids` text NOT NULL,
	`attempts` text NOT NULL,
	`approval_id` text,
	`error` text,
	`owner` text,
	`lease_until` integer,
	PRIMARY KEY(`workspace_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `tiktok_calls_list` ON `tiktok_calls` (`workspace_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `tiktok_calls_account` ON `tiktok_calls` (`workspace_id`,`advertiser_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `tiktok_calls_status` ON `tiktok_calls` (`workspace_id`,`status`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `tiktok_calls_key` ON `tiktok_calls` (`workspace_id`,`idempotency_key`,`at`,`id`) WHERE "idempotency_key" is not null;--> statement-breakpoint
CREATE INDEX `tiktok_calls_age` ON `tiktok_calls` (`at`);--> statement-breakpoint
CREATE INDEX `tiktok_calls_lease` ON `tiktok_calls` (`lease_until`) WHERE "lease_until" is not null;--> statement-breakpoint
CREATE INDEX `tiktok_calls_made` ON `tiktok_calls` (`advertiser_id`,`path`,`at`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`status` text NOT NULL,
	`runs` text NOT NULL,
	`requested_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`credential` text NOT NULL,
	`user_id` text,
	`grant` text NOT NULL,
	`advertiser_id` text,
	`account_name` text,
	`currency` text,
	`connection_id` text,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`family` text NOT NULL,
	`actions` text NOT NULL,
	`asked` text NOT NULL,
	`subject` text NOT NULL,
	`facts` text NOT NULL,
	`digest` text NOT NULL,
	`sealed_call` text,
	`decided_at` integer,
	`decided_by` text,
	`note` text,
	`call_id` text,
	`result` text,
	`updated_at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`workspace_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `approvals_list` ON `approvals` (`workspace_id`,`requested_at`,`id`);--> statement-breakpoint
CREATE INDEX `approvals_account` ON `approvals` (`workspace_id`,`advertiser_id`,`requested_at`,`id`);--> statement-breakpoint
CREATE INDEX `approvals_status` ON `approvals` (`workspace_id`,`status`,`requested_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_open` ON `approvals` (`workspace_id`,`digest`) WHERE "status" in ('pending', 'approved', 'running');--> statement-breakpoint
CREATE INDEX `approvals_due` ON `approvals` (`expires_at`,`id`) WHERE "status" in ('pending', 'approved');--> statement-breakpoint
CREATE INDEX `approvals_running` ON `approvals` (`id`) WHERE "status" = 'running';--> statement-breakpoint
CREATE INDEX `approvals_changed` ON `approvals` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `approvals_ended` ON `approvals` (`ended_at`) WHERE "ended_at" is not null;--> statement-breakpoint
CREATE TABLE `control_rules` (
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`actor_kind` text NOT NULL,
	`action` text NOT NULL,
	`decision` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `advertiser_id`, `actor_kind`, `action`)
);
--> statement-breakpoint
CREATE TABLE `control_scopes` (
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text,
	PRIMARY KEY(`workspace_id`, `advertiser_id`)
);
--> statement-breakpoint
CREATE TABLE `spend_caps` (
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`advertiser_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`campaign_name` text,
	`currency` text NOT NULL,
	`daily` text,
	`lifetime` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text,
	PRIMARY KEY(`workspace_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `spend_caps_scope` ON `spend_caps` (`workspace_id`,`advertiser_id`,`campaign_id`);