-- How sure a student said they were of the answer that stands, where the quiz asks and they said so. Evidence of before has none.
ALTER TABLE answers ADD COLUMN confidence TEXT CONSTRAINT answers_confidence CHECK (confidence IN ('guess', 'fair', 'certain'));
