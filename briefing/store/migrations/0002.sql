-- Version 2: the lineage of a pack, as digests only: what its saves had, not what it was.

CREATE TABLE "lineage" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "key" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "ancestor" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "serial" INTEGER NOT NULL,
  "moment" TEXT NOT NULL,
  "content" TEXT NOT NULL,
  "edition" TEXT,
  "part_of" TEXT,
  "kept" INTEGER NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "imprint" (
  "record" TEXT NOT NULL,
  "since" INTEGER NOT NULL,
  "until" INTEGER,
  "order" INTEGER NOT NULL,
  "fields" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "since")
) STRICT, WITHOUT ROWID;
