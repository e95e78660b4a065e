-- Version 1: the records of a pack, each row with a digest over its columns, and their blobs.

CREATE TABLE "blob" (
  "sha256" TEXT NOT NULL PRIMARY KEY,
  "data" BLOB NOT NULL
) STRICT;

CREATE TABLE "cover" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "title" TEXT NOT NULL,
  "subtitle" TEXT,
  "own" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "event_name" TEXT,
  "event_place" TEXT,
  "event_from" TEXT,
  "event_to" TEXT,
  "due" TEXT,
  "language" TEXT NOT NULL,
  "handling_scheme" TEXT,
  "handling_code" TEXT,
  "department" TEXT,
  "brief_number" TEXT,
  "as_of" TEXT,
  "dispose_after" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "cover_rates" (
  "record" TEXT NOT NULL REFERENCES "cover" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  "rate" TEXT NOT NULL,
  "on" TEXT NOT NULL,
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "source" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "publisher" TEXT,
  "author" TEXT,
  "published" TEXT,
  "retrieved" TEXT,
  "url" TEXT,
  "kind" TEXT NOT NULL,
  "origin" TEXT NOT NULL,
  "derived_from" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "language" TEXT,
  "reliability" TEXT NOT NULL,
  "credibility" TEXT NOT NULL,
  "handling_scheme" TEXT,
  "handling_code" TEXT,
  "public_label" TEXT,
  "withdrawn_on" TEXT,
  "withdrawn_reason" TEXT,
  "text" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "replaces" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "transcribed_by" TEXT,
  "transcribed_compared_by" TEXT,
  "transcribed_on" TEXT,
  "original_name" TEXT,
  "original_media_type" TEXT,
  "original_sha256" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "source_set_aside" (
  "record" TEXT NOT NULL REFERENCES "source" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "reason" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "actor" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_note" TEXT,
  "iso3" TEXT,
  "list_as" TEXT NOT NULL,
  "show_flag" INTEGER NOT NULL,
  "part_of" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "address" TEXT,
  "pronunciation" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "actor_names" (
  "record" TEXT NOT NULL REFERENCES "actor" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "short" TEXT,
  "official" TEXT,
  "sort" TEXT,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "actor_names_forms" (
  "record" TEXT NOT NULL REFERENCES "actor" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "parent" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "parent", "position"),
  FOREIGN KEY ("record", "parent") REFERENCES "actor_names" ("record", "id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "actor_members" (
  "record" TEXT NOT NULL REFERENCES "actor" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "actor" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT,
  "to" TEXT,
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "actor_roles" (
  "record" TEXT NOT NULL REFERENCES "actor" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "affiliation" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT,
  "to" TEXT,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "topic" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "proposition" TEXT,
  "parent" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "likelihood" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "meeting" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "start" TEXT,
  "place" TEXT,
  "objective" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "meeting_with" (
  "record" TEXT NOT NULL REFERENCES "meeting" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "meeting_attendees" (
  "record" TEXT NOT NULL REFERENCES "meeting" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "person" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "agenda" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "meeting" TEXT NOT NULL REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
  "topic" TEXT NOT NULL REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "likelihood" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "measure" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "topic" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "description" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "matrix" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "form" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "matrix_rows" (
  "record" TEXT NOT NULL REFERENCES "matrix" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "matrix_columns" (
  "record" TEXT NOT NULL REFERENCES "matrix" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "measure" TEXT REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "topic" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "position" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "actor" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "topic" TEXT NOT NULL REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "stance" TEXT NOT NULL,
  "summary" TEXT,
  "condition" TEXT,
  "since" TEXT,
  "until" TEXT,
  "expressed_by" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "basis" TEXT,
  "confidence" TEXT,
  "supersedes" TEXT REFERENCES "position" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "position_towards" (
  "record" TEXT NOT NULL REFERENCES "position" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "position_evidence" (
  "record" TEXT NOT NULL REFERENCES "position" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "quote" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT,
  "speaker" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "speaker_as_named_start" INTEGER,
  "speaker_as_named_stop" INTEGER,
  "speaks_for" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT,
  "mode" TEXT NOT NULL,
  "basis" TEXT,
  "said" TEXT,
  "venue" TEXT,
  "language" TEXT,
  "topic" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "key" INTEGER NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "quote_pieces" (
  "record" TEXT NOT NULL REFERENCES "quote" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "quote_edits" (
  "record" TEXT NOT NULL REFERENCES "quote" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "quote_also_in" (
  "record" TEXT NOT NULL REFERENCES "quote" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "match" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "quote_translations" (
  "record" TEXT NOT NULL REFERENCES "quote" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "checked_by" TEXT,
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "quote_translations_pieces" (
  "record" TEXT NOT NULL REFERENCES "quote" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "parent" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id"),
  FOREIGN KEY ("record", "parent") REFERENCES "quote_translations" ("record", "id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "commitment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "joint" TEXT NOT NULL,
  "measure" TEXT REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  "polarity" TEXT NOT NULL,
  "binding" TEXT,
  "instrument" TEXT,
  "topic" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "deadline" TEXT,
  "lead" INTEGER NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "commitment_parties" (
  "record" TEXT NOT NULL REFERENCES "commitment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "actor" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT,
  "to" TEXT,
  "reservation" TEXT,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "commitment_beneficiaries" (
  "record" TEXT NOT NULL REFERENCES "commitment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "commitment_conditions" (
  "record" TEXT NOT NULL REFERENCES "commitment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "commitment_conditions_evidence" (
  "record" TEXT NOT NULL REFERENCES "commitment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "parent" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id"),
  FOREIGN KEY ("record", "parent") REFERENCES "commitment_conditions" ("record", "id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "commitment_stages" (
  "record" TEXT NOT NULL REFERENCES "commitment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "stage" TEXT NOT NULL,
  "date" TEXT,
  "basis" TEXT,
  "note" TEXT,
  "amount_value" TEXT,
  "amount_currency" TEXT,
  "amount_on" TEXT,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "commitment_stages_evidence" (
  "record" TEXT NOT NULL REFERENCES "commitment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "parent" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id"),
  FOREIGN KEY ("record", "parent") REFERENCES "commitment_stages" ("record", "id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE "assessment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "actor" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "measure" TEXT REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "topic" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "round" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "score" INTEGER,
  "as_of" TEXT,
  "reason" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "assessment_searched" (
  "record" TEXT NOT NULL REFERENCES "assessment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "value" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "assessment_evidence" (
  "record" TEXT NOT NULL REFERENCES "assessment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "fact" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "actor" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "label" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "as_of" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "fact_evidence" (
  "record" TEXT NOT NULL REFERENCES "fact" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "section" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "scope_id" TEXT,
  "scope_kind" TEXT NOT NULL,
  "heading" TEXT NOT NULL,
  "markdown" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "line" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "meeting" TEXT REFERENCES "meeting" ("id") DEFERRABLE INITIALLY DEFERRED,
  "topic" TEXT REFERENCES "topic" ("id") DEFERRABLE INITIALLY DEFERRED,
  "actor" TEXT REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT NOT NULL,
  "variant" TEXT NOT NULL,
  "markdown" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "line_evidence" (
  "record" TEXT NOT NULL REFERENCES "line" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "stop" INTEGER NOT NULL,
  "exact" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "suffix" TEXT NOT NULL,
  "source" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "remark" (
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
  "text" TEXT NOT NULL,
  "author" TEXT,
  "on" TEXT,
  "state" TEXT NOT NULL,
  "answer" TEXT,
  "digest" BLOB NOT NULL
) STRICT;

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
  "state" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "edition" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "by" TEXT,
  "captured" TEXT,
  "checked_on" TEXT,
  "checked_by" TEXT,
  "sensitive" INTEGER NOT NULL,
  "disclosure" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "number" INTEGER NOT NULL,
  "addendum" INTEGER NOT NULL,
  "issued" TEXT NOT NULL,
  "template_id" TEXT,
  "template_version" TEXT,
  "template_sha256" TEXT,
  "content" TEXT NOT NULL,
  "content_sha256" TEXT NOT NULL,
  "digest" BLOB NOT NULL
) STRICT;

CREATE TABLE "edition_outputs" (
  "record" TEXT NOT NULL REFERENCES "edition" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "digest" BLOB NOT NULL,
  PRIMARY KEY ("record", "id")
) STRICT, WITHOUT ROWID;
