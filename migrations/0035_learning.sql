-- Runs of simulators that students save in a unit: append-only. The sums were worked by the server. A unit is known by its module and its
-- name in addresses, as assignments are; unit_id is the unit as it was, and so names the version.
CREATE TABLE simulator_runs (
    id            UUID NOT NULL PRIMARY KEY,
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    module_id     UUID NOT NULL REFERENCES modules (id),
    unit          TEXT NOT NULL,                    -- its name in addresses
    unit_id       UUID NOT NULL REFERENCES units (id),
    simulator     TEXT NOT NULL,                    -- its name in addresses
    title         TEXT NOT NULL,                    -- what it shows, in its author's words
    inputs        TEXT NOT NULL,                    -- the query string with which it can be opened again
    digest        TEXT NOT NULL,                    -- SHA-256 of simulator, title and inputs, hex: saved twice, it is one run
    result        TEXT NOT NULL,                    -- in words, as it was shown
    figures       TEXT NOT NULL,                    -- JSON: [{"label": "Fee", "value": "88.96", "unit": "$"}]
    saved_at      TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX simulator_runs_once ON simulator_runs (enrollment_id, module_id, unit, digest);
CREATE INDEX simulator_runs_place ON simulator_runs (module_id, unit, enrollment_id);
CREATE INDEX simulator_runs_unit ON simulator_runs (unit_id);

-- Which of their runs a student means to hand in with an assignment. A draft: what is handed in is copied.
CREATE TABLE chosen_runs (
    enrollment_id UUID NOT NULL REFERENCES enrollments (id),
    module_id     UUID NOT NULL REFERENCES modules (id),
    unit          TEXT NOT NULL,                    -- the assignment's name in addresses
    run_id        UUID NOT NULL REFERENCES simulator_runs (id),
    PRIMARY KEY (enrollment_id, module_id, unit, run_id)
);
CREATE INDEX chosen_runs_module ON chosen_runs (module_id);
CREATE INDEX chosen_runs_run ON chosen_runs (run_id);
