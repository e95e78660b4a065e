-- Version 3: releases, by which somebody lets a record be used more freely than what it rests on.

CREATE TABLE "release" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "record_id" TEXT NOT NULL,
  "record_kind" TEXT NOT NULL,
  "record_field" TEXT,
  "use" TEXT NOT NULL,
  "released_by" TEXT NOT NULL,
  "on" TEXT NOT NULL,
  "reason" TEXT,
  "digest" BLOB NOT NULL
) STRICT;
