import type { Services } from '../services.ts'

/** A report in the national store that the practice was told of. */
export interface StoredReport {
  /** Its id in the store. */
  id: string
  /** Whom the event was about. */
  nhsNumber: string
  state: 'waiting' | 'taken' | 'given-up'
  /** Rounds in which it could not be read. */
  failures: number
}

export interface StoredReportsStore {
  get(id: string): StoredReport | undefined
  /** In the order in which they were told of. */
  waiting(): StoredReport[]
  /** Waits to be read, from the first round on. */
  await(id: string, nhsNumber: string): void
  failed(id: string): StoredReport
  giveUp(id: string): void
  taken(id: string, content: string): void
}

interface Row {
  id: string
  nhs_number: string
  state: StoredReport['state']
  failures: number
}

const storedReport = ({ id, nhs_number, state, failures }: Row): StoredReport => ({ id, nhsNumber: nhs_number, state, failures })

export function storedReportsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): StoredReportsStore {
  const get = (id: string) => database.all<Row>('SELECT * FROM lab_stored_report WHERE id = ?', id).map(storedReport)[0]
  return {
    get,
    waiting: () => database.all<Row>(`SELECT * FROM lab_stored_report WHERE state = 'waiting' ORDER BY told_at, rowid`).map(storedReport),
    await: (id, nhsNumber) =>
      void database.run(
        `INSERT INTO lab_stored_report (id, nhs_number, state, failures, told_at) VALUES (?, ?, 'waiting', 0, ?) ON CONFLICT (id) DO UPDATE SET nhs_number = excluded.nhs_number, state = 'waiting', failures = 0`,
        id,
        nhsNumber,
        clock.timestamp(),
      ),
    failed: (id) => {
      database.run('UPDATE lab_stored_report SET failures = failures + 1 WHERE id = ?', id)
      return get(id)!
    },
    giveUp: (id) => void database.run(`UPDATE lab_stored_report SET state = 'given-up' WHERE id = ?`, id),
    taken: (id, content) => void database.run(`UPDATE lab_stored_report SET state = 'taken', content = ? WHERE id = ?`, content, id),
  }
}
