-- Editions know the options with which their files were made.

CREATE TABLE "edition_options" (
  "record" TEXT NOT NULL REFERENCES "edition" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;
