import type { NationalReferral } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { LetterFile, Referral, ReferralDetails, ReferralStatus } from './referral.ts'

/** The referrals in the store, with the files that belong to them. */
export interface ReferralsStore {
  /** @throws Refusal `not-found` */
  get(id: string): Referral
  byUbrn(ubrn: string): Referral | undefined
  /** Newest first. */
  ofPatient(patientId: string): Referral[]
  all(): Referral[]
  add(referral: Pick<Referral, 'patientId' | 'status' | 'details'>): Referral
  /** Saves a referral as its next version. */
  change(referral: Referral): Referral
  /** Takes over what e-RS gave; the version moves only if something is different there. */
  receive(referral: Referral, national: NationalReferral): Referral
  letters(referralId: string): LetterFile[]
  addLetter(referralId: string, file: { name: string; mediaType: string; content: Uint8Array }): LetterFile
  letterContent(id: string): Uint8Array
  letterStored(id: string, url: string): void
  removeLetter(id: string): void
}

interface ReferralRow {
  id: number
  version: number
  patient_id: number
  status: ReferralStatus
  ubrn: string | null
  details: string
  national: string | null
}

interface LetterRow {
  id: number
  referral_id: number
  name: string
  media_type: string
  size: number
  url: string | null
  added_at: string
}

const LETTER_COLUMNS = 'id, referral_id, name, media_type, length(content) AS size, url, added_at'

export function referralsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): ReferralsStore {
  const save = (sql: string, ...values: Parameters<typeof database.one> extends [string, ...infer V] ? V : never): Referral => {
    const row = database.one<ReferralRow>(sql, ...values)
    if (!row) throw new Error('the store did not give the referral back')
    return referralOf(row)
  }

  const store: ReferralsStore = {
    get: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<ReferralRow>('SELECT * FROM referral WHERE id = ?', Number(id)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such referral.')
      return referralOf(row)
    },

    byUbrn: (ubrn) => {
      const row = database.one<ReferralRow>('SELECT * FROM referral WHERE ubrn = ?', ubrn)
      return row && referralOf(row)
    },

    ofPatient: (patientId) => database.all<ReferralRow>('SELECT * FROM referral WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(referralOf),

    all: () => database.all<ReferralRow>('SELECT * FROM referral ORDER BY id DESC').map(referralOf),

    add: ({ patientId, status, details }) =>
      save('INSERT INTO referral (version, patient_id, status, details) VALUES (1, ?, ?, ?) RETURNING *', Number(patientId), status, JSON.stringify(details)),

    change: ({ id, version, status, ubrn, details, national }) =>
      save(
        'UPDATE referral SET version = ?, status = ?, ubrn = ?, details = ?, national = ? WHERE id = ? RETURNING *',
        version + 1,
        status,
        ubrn ?? null,
        JSON.stringify(details),
        national ? JSON.stringify(national) : null,
        Number(id),
      ),

    receive: (referral, national) => {
      const known = referral.national
      if (known && JSON.stringify(known) === JSON.stringify(national)) return referral
      const status = national.state.code === 'CANCELLED_REFERRAL' ? 'cancelled' : 'sent'
      return store.change({ ...referral, status, ubrn: national.ubrn, national })
    },

    letters: (referralId) => database.all<LetterRow>(`SELECT ${LETTER_COLUMNS} FROM referral_letter WHERE referral_id = ? ORDER BY id`, Number(referralId)).map(letterOf),

    addLetter: (referralId, { name, mediaType, content }) => {
      const row = database.one<LetterRow>(
        `INSERT INTO referral_letter (referral_id, name, media_type, content, added_at) VALUES (?, ?, ?, ?, ?) RETURNING ${LETTER_COLUMNS}`,
        Number(referralId),
        name,
        mediaType,
        content,
        clock.timestamp(),
      )
      if (!row) throw new Error('the store did not give the letter back')
      return letterOf(row)
    },

    letterContent: (id) => database.one<{ content: Uint8Array }>('SELECT content FROM referral_letter WHERE id = ?', Number(id))?.content ?? new Uint8Array(),

    letterStored: (id, url) => void database.run('UPDATE referral_letter SET url = ? WHERE id = ?', url, Number(id)),

    removeLetter: (id) => void database.run('DELETE FROM referral_letter WHERE id = ?', Number(id)),
  }
  return store
}

const referralOf = ({ id, version, patient_id, status, ubrn, details, national }: ReferralRow): Referral => ({
  id: String(id),
  version,
  patientId: String(patient_id),
  status,
  ...(ubrn !== null && { ubrn }),
  details: JSON.parse(details) as ReferralDetails,
  ...(national !== null && { national: JSON.parse(national) as NationalReferral }),
})

const letterOf = ({ id, referral_id, name, media_type, size, url, added_at }: LetterRow): LetterFile => ({
  id: String(id),
  referralId: String(referral_id),
  name,
  mediaType: media_type,
  size,
  ...(url !== null && { url }),
  addedAt: added_at,
})
