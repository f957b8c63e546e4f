import type { Migration } from '../store/migrate.ts'

export const referralMigrations: readonly Migration[] = [
  {
    name: 'referrals-001-referrals',
    sql: `
      CREATE TABLE referral (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        status TEXT NOT NULL,
        ubrn TEXT UNIQUE,
        details TEXT NOT NULL,
        national TEXT
      ) STRICT;
      CREATE INDEX referral_patient ON referral (patient_id);

      CREATE TABLE referral_letter (
        id INTEGER PRIMARY KEY,
        referral_id INTEGER NOT NULL REFERENCES referral (id),
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        content BLOB NOT NULL,
        url TEXT,
        added_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX referral_letter_referral ON referral_letter (referral_id);

      CREATE TABLE advice_request (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        status TEXT NOT NULL,
        ubrn TEXT UNIQUE,
        details TEXT NOT NULL,
        national TEXT
      ) STRICT;
      CREATE INDEX advice_request_patient ON advice_request (patient_id);`,
  },
]
