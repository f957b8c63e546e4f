import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { ClinicSession, Slot, SlotStatus } from './clinic-session.ts'

/** The practice's sessions and their slots in the store. */
export interface SessionsStore {
  add(session: Omit<ClinicSession, 'id' | 'practitioner' | 'site'> & { publishedBy: string }): ClinicSession
  /** @throws Refusal `not-found` */
  session(id: string): ClinicSession
  /** Those of a clinician that touch a stretch of time. */
  sessionsOf(practitionerId: string, within: { from: number; to: number }): ClinicSession[]
  sessionsBetween(within: { from: number; to: number }): ClinicSession[]
  withdraw(id: string): void
  giveTo(id: string, practitionerId: string): void

  addSlot(slot: Pick<Slot, 'startsAt' | 'endsAt' | 'category' | 'patientBookable'> & { sessionId: string }): void
  /** @throws Refusal `not-found` */
  slot(id: string): Slot
  slotsOf(sessionId: string): Slot[]
  /** All slots that start within a stretch of time, whatever has become of them. */
  slotsBetween(within: { from: number; to: number }): Slot[]
  /** Takes a slot if it is free, in one step; tells whether it was. */
  takeIfFree(id: string): boolean
  setStatus(id: string, status: SlotStatus, blockedBecause?: string): void
  setPatientBookable(id: string, patientBookable: boolean): void
}

interface SessionRow {
  id: number
  practitioner_id: string
  practitioner: string
  site_id: number
  site: string
  starts_at: number
  ends_at: number
  category: string
  modes: string
}

interface SlotRow {
  id: number
  session_id: number
  version: number
  starts_at: number
  ends_at: number
  status: SlotStatus
  category: string
  patient_bookable: number
  blocked_because: string | null
}

const SESSION = `
  SELECT clinic_session.*, site.name AS site, trim(coalesce(staff.title, '') || ' ' || staff.given || ' ' || staff.family) AS practitioner
  FROM clinic_session JOIN site ON site.id = site_id JOIN staff ON sds_user_id = practitioner_id
  WHERE withdrawn_at IS NULL`

/** The sessions in the store. Withdrawn ones, and their slots, are found no more. */
export function sessionsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): SessionsStore {
  const slotRows = (condition: string, ...values: number[]) => database.all<SlotRow>(`SELECT * FROM slot WHERE ${condition} ORDER BY starts_at, id`, ...values)
  const sessionById = (id: number) => {
    const row = database.one<SessionRow>(`${SESSION} AND clinic_session.id = ?`, id)
    return row && sessionOf(row)
  }
  const withSessions = (rows: readonly SlotRow[]): Slot[] => {
    const sessions = new Map<number, ClinicSession | undefined>()
    return rows.flatMap((row) => {
      if (!sessions.has(row.session_id)) sessions.set(row.session_id, sessionById(row.session_id))
      const session = sessions.get(row.session_id)
      return session ? [slotOf(row, session)] : []
    })
  }

  const store: SessionsStore = {
    add: ({ practitionerId, siteId, startsAt, endsAt, category, modes, publishedBy }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO clinic_session (practitioner_id, site_id, starts_at, ends_at, category, modes, published_by, published_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        practitionerId,
        Number(siteId),
        startsAt,
        endsAt,
        category,
        JSON.stringify(modes),
        publishedBy,
        clock.timestamp(),
      )
      return store.session(String(lastInsertRowid))
    },

    session: (id) => {
      const session = isId(id) ? sessionById(Number(id)) : undefined
      if (!session) throw new Refusal('not-found', 'There is no such session.')
      return session
    },

    sessionsOf: (practitionerId, { from, to }) =>
      database.all<SessionRow>(`${SESSION} AND practitioner_id = ? AND starts_at < ? AND ends_at > ? ORDER BY starts_at`, practitionerId, to, from).map(sessionOf),

    sessionsBetween: ({ from, to }) => database.all<SessionRow>(`${SESSION} AND starts_at < ? AND ends_at > ? ORDER BY starts_at`, to, from).map(sessionOf),

    withdraw: (id) => void database.run('UPDATE clinic_session SET withdrawn_at = ? WHERE id = ?', clock.timestamp(), Number(id)),

    giveTo: (id, practitionerId) => void database.run('UPDATE clinic_session SET practitioner_id = ? WHERE id = ?', practitionerId, Number(id)),

    addSlot: ({ sessionId, startsAt, endsAt, category, patientBookable }) =>
      void database.run(
        `INSERT INTO slot (session_id, version, starts_at, ends_at, status, category, patient_bookable) VALUES (?, 1, ?, ?, 'free', ?, ?)`,
        Number(sessionId),
        startsAt,
        endsAt,
        category,
        patientBookable ? 1 : 0,
      ),

    slot: (id) => {
      const [slot] = isId(id) ? withSessions(slotRows('id = ?', Number(id))) : []
      if (!slot) throw new Refusal('not-found', 'There is no such slot.')
      return slot
    },

    slotsOf: (sessionId) => (isId(sessionId) ? withSessions(slotRows('session_id = ?', Number(sessionId))) : []),

    slotsBetween: ({ from, to }) => withSessions(slotRows('starts_at >= ? AND starts_at < ?', from, to)),

    takeIfFree: (id) => database.run(`UPDATE slot SET status = 'booked', version = version + 1 WHERE id = ? AND status = 'free'`, Number(id)).changes === 1,

    setStatus: (id, status, blockedBecause) =>
      void database.run('UPDATE slot SET status = ?, blocked_because = ?, version = version + 1 WHERE id = ?', status, blockedBecause ?? null, Number(id)),

    setPatientBookable: (id, patientBookable) => void database.run('UPDATE slot SET patient_bookable = ?, version = version + 1 WHERE id = ?', patientBookable ? 1 : 0, Number(id)),
  }
  return store
}

const isId = (id: string) => /^\d{1,15}$/.test(id)

const sessionOf = (row: SessionRow): ClinicSession => ({
  id: String(row.id),
  practitionerId: row.practitioner_id,
  practitioner: row.practitioner,
  siteId: String(row.site_id),
  site: row.site,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  category: row.category,
  modes: JSON.parse(row.modes),
})

const slotOf = (row: SlotRow, session: ClinicSession): Slot => ({
  id: String(row.id),
  version: row.version,
  session,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  status: row.status,
  category: row.category,
  patientBookable: row.patient_bookable === 1,
  ...(row.blocked_because !== null && { blockedBecause: row.blocked_because }),
})
