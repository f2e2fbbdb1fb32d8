-- Two sign-ins at once may have left two connections of one TikTok user. The oldest stays that user's; the others work on
-- without saying whose they are.
UPDATE `connections` SET `core_user_id` = NULL WHERE `state` <> 'revoked' AND `core_user_id` IS NOT NULL AND EXISTS (
  SELECT 1 FROM `connections` AS `older` WHERE `older`.`workspace_id` = `connections`.`workspace_id`
    AND `older`.`environment` = `connections`.`environment` AND `older`.`core_user_id` = `connections`.`core_user_id`
    AND `older`.`state` <> 'revoked'
    AND (`older`.`created_at`, `older`.`id`) < (`connections`.`created_at`, `connections`.`id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connections_tiktok_user` ON `connections` (`workspace_id`,`environment`,`core_user_id`) WHERE "core_user_id" is not null and "state" <> 'revoked';