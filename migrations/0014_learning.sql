-- What reports read of a student's progress, all of it side by side: without this a page on a cohort fetches thousands of rows that lie
-- far apart on the disk.
CREATE INDEX unit_progress_reports ON unit_progress (enrollment_id, version_id, unit_id, completed_at, last_at, best_percent);
