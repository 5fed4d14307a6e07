-- A small WebP of the picture lies in R2 beside it, of that many bytes; NULL: not made.
ALTER TABLE images ADD COLUMN thumbnail_bytes INTEGER CHECK (thumbnail_bytes > 0);
ALTER TABLE images ADD COLUMN thumbnail_attempts INTEGER NOT NULL DEFAULT 0;
-- When the sweep may try to make it. NULL: it is made, or there will be none.
ALTER TABLE images ADD COLUMN thumbnail_due_at TEXT;

UPDATE images SET thumbnail_due_at = created_at WHERE width * height <= 2200000;

CREATE INDEX images_without_thumbnail ON images (thumbnail_due_at) WHERE thumbnail_due_at IS NOT NULL;
