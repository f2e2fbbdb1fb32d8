DROP INDEX `exports_list`;--> statement-breakpoint
ALTER TABLE `exports` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `exports` ADD `audience_name` text;--> statement-breakpoint
ALTER TABLE `exports` ADD `audience_search` text;--> statement-breakpoint
ALTER TABLE `exports` ADD `change` text DEFAULT 'CREATE' NOT NULL;--> statement-breakpoint
-- Of older exports only the names that they gave themselves are known; `lower` folds ASCII, which is what a search finds them by.
UPDATE `exports` SET `audience_name` = json_extract(`request`, '$.audience.create.name'),
  `audience_search` = lower(json_extract(`request`, '$.audience.create.name')),
  `change` = coalesce(json_extract(`request`, '$.audience.update.action'), 'CREATE');
--> statement-breakpoint
CREATE INDEX `exports_list` ON `exports` (`workspace_id`,`created_at`,`id`,`state`,`change`,`advertiser_id`,`custom_audience_id`,`audience_search`);--> statement-breakpoint
ALTER TABLE `segments` ADD `filled` text;