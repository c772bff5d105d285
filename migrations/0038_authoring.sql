-- Units of two kinds more: simulations and live sessions. As in 0034, the column is made anew.
ALTER TABLE units ADD COLUMN sort TEXT NOT NULL DEFAULT 'lesson'
    CONSTRAINT units_kind CHECK (sort IN ('lesson', 'quiz', 'case', 'assignment', 'simulation', 'live session'));
UPDATE units SET sort = kind;
ALTER TABLE units DROP COLUMN kind;
ALTER TABLE units RENAME COLUMN sort TO kind;

-- What single units serve of what their module does. Versions from before have nothing here.
ALTER TABLE units ADD COLUMN competencies TEXT NOT NULL DEFAULT '[]'; -- JSON: codes
