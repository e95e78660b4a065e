-- Version 3: why a proposal was refused when it was received, such as a cell that holds no date.

ALTER TABLE "proposal" RENAME TO "proposal_without_reason";

CREATE TABLE "proposal" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "record" TEXT,
  "field" TEXT,
  "before" TEXT,
  "after" TEXT,
  "origin" TEXT NOT NULL,
  "place" TEXT,
  "reason" TEXT,
  "state" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

INSERT INTO "proposal" (
  "id", "by", "captured", "checked_on", "checked_by", "sensitive", "disclosure", "order", "kind",
  "record", "field", "before", "after", "origin", "place", "reason", "state", "digest"
)
SELECT
  "id", "by", "captured", "checked_on", "checked_by", "sensitive", "disclosure", "order", "kind",
  "record", "field", "before", "after", "origin", "place",
  CASE "state" WHEN 'refused' THEN
    'The words and bytes of a source are never changed: import the other text as a new revision, '
    || 'and reject this.'
  END,
  "state", "digest"
FROM "proposal_without_reason";

DROP TABLE "proposal_without_reason";
