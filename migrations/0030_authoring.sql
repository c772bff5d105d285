-- What the authors of a version disclosed of themselves. Versions from before have nothing here.

ALTER TABLE module_versions ADD COLUMN disclosures TEXT;    -- JSON: the day, and a statement of each author
