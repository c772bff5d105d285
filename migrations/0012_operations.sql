-- Mail that is more than text, and mail to many.

-- The same text as HTML, for those who read it so; absent in mail of the program itself.
ALTER TABLE mail ADD COLUMN html TEXT;
-- Mail to many waits behind mail to one: 0 before 1.
ALTER TABLE mail ADD COLUMN rank BIGINT NOT NULL DEFAULT 0;
CREATE INDEX mail_in_turn ON mail (rank, due_at) WHERE sent_at IS NULL AND failed_at IS NULL;
