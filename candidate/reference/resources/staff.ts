import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'

/** Somebody who works, or worked, at the practice. */
export interface Employee {
  /** SDS user id: one person has one, wherever they work. */
  id: string
  version: number
  title?: string
  given: string
  family: string
  /** What they do here, in words. */
  job: string
  /** Dates are YYYY-MM-DD. */
  startedOn: string
  /** The last day; they stay on record, since what they did stays theirs. */
  leftOn?: string
}

export type EmployeeDetails = Pick<Employee, 'title' | 'given' | 'family' | 'job'>

interface StaffRow {
  sds_user_id: string
  version: number
  title: string | null
  given: string
  family: string
  job: string
  started_on: string
  left_on: string | null
}

type Store = Pick<Services, 'database'>

/** Everybody on record, by name; those who have left included. */
export function staffOf({ database }: Store): Employee[] {
  return database.all<StaffRow>('SELECT * FROM staff ORDER BY family, given').map(employeeOf)
}

export function findEmployee({ database }: Store, id: string): Employee | undefined {
  const row = database.one<StaffRow>('SELECT * FROM staff WHERE sds_user_id = ?', id)
  return row && employeeOf(row)
}

/** @throws Refusal `not-found` */
export function employeeNamed(store: Store, id: string): Employee {
  const employee = findEmployee(store, id)
  if (!employee) throw new Refusal('not-found', 'Nobody with this SDS user id works at the practice.')
  return employee
}

/** `Dr Amara Nwosu`. */
export const nameOf = ({ title, given, family }: Pick<Employee, 'title' | 'given' | 'family'>) => [title, given, family].filter(Boolean).join(' ')

/** Whether somebody works here on a date. */
export const worksHere = behaviour('resources.worksHere', ({ leftOn }: Employee, date: string): boolean => leftOn === undefined || date <= leftOn)

/** Who is on record already when somebody is to be added: the same person is whoever has the same national id. */
export const alreadyOnRecord = behaviour('resources.alreadyOnRecord', (staff: readonly Employee[], { id }: { id: string } & EmployeeDetails) => staff.find((employee) => employee.id === id))

/** Puts somebody on record who joins the practice. */
export function addEmployee(work: Work, joining: { id: string; startedOn: string } & EmployeeDetails): Employee {
  const { database } = work.services
  checkEmployee(joining)
  if (!/^\d{12}$/.test(joining.id)) throw new Refusal('invalid', [{ field: 'id', text: 'Give the SDS user id: twelve digits.' }])
  return database.transaction(() => {
    const known = alreadyOnRecord(staffOf(work.services), joining)
    if (known) throw new Refusal('already-done', [{ field: 'id', text: `${nameOf(known)} is already on record with this national id.` }])
    insertEmployee(work.services, joining)
    audited(work, { event: 'staff-added', action: 'C', subject: `Practitioner/${joining.id}` })
    return employeeNamed(work.services, joining.id)
  })
}

/** Changes what is held about somebody, given that it was in this version when the user looked. */
export function changeEmployee(work: Work, { id, version, details }: { id: string; version: number; details: EmployeeDetails }): Employee {
  const { database } = work.services
  checkEmployee(details)
  return database.transaction(() => {
    if (employeeNamed(work.services, id).version !== version) throw new Refusal('changed-meanwhile', 'Somebody changed this entry after you opened it. Nothing was saved. Look at it again.')
    const { title, given, family, job } = details
    database.run('UPDATE staff SET version = version + 1, title = ?, given = ?, family = ?, job = ? WHERE sds_user_id = ?', title ?? null, given, family, job, id)
    audited(work, { event: 'staff-changed', action: 'U', subject: `Practitioner/${id}` })
    return employeeNamed(work.services, id)
  })
}

/** How somebody who leaves is kept: on record, with their last day. */
export const keepLeaver = behaviour('resources.keepLeaver', ({ database }: Store, { id }: Employee, leftOn: string): void => {
  database.run('UPDATE staff SET version = version + 1, left_on = ? WHERE sds_user_id = ?', leftOn, id)
})

/** Somebody leaves the practice; `lastDay` is their last. */
export function endEmployment(work: Work, { id, lastDay }: { id: string; lastDay: string }): void {
  const { database } = work.services
  if (!/^\d{4}-\d{2}-\d{2}$/.test(lastDay)) throw new Refusal('invalid', [{ field: 'date', text: 'Give the last day, as in 2026-03-31.' }])
  database.transaction(() => {
    const employee = employeeNamed(work.services, id)
    if (employee.leftOn !== undefined) throw new Refusal('already-done', `${nameOf(employee)} has left the practice already.`)
    keepLeaver(work.services, employee, lastDay)
    audited(work, { event: 'staff-left', action: 'U', subject: `Practitioner/${id}`, detail: { lastDay } })
  })
}

/** Puts somebody into the store without asking anybody: for starting data. */
export function insertEmployee({ database }: Store, { id, title, given, family, job, startedOn }: { id: string; startedOn: string } & EmployeeDetails): void {
  database.run('INSERT INTO staff (sds_user_id, version, title, given, family, job, started_on) VALUES (?, 1, ?, ?, ?, ?, ?)', id, title ?? null, given, family, job, startedOn)
}

function checkEmployee({ given, family, job }: EmployeeDetails): void {
  const issues: RefusalIssue[] = []
  if (given === '') issues.push({ field: 'given', text: 'Give the first name.' })
  if (family === '') issues.push({ field: 'family', text: 'Give the family name.' })
  if (job === '') issues.push({ field: 'job', text: 'Say what they do at the practice.' })
  if (issues.length > 0) throw new Refusal('invalid', issues)
}

const employeeOf = ({ sds_user_id, version, title, given, family, job, started_on, left_on }: StaffRow): Employee => ({
  id: sds_user_id,
  version,
  ...(title !== null && { title }),
  given,
  family,
  job,
  startedOn: started_on,
  ...(left_on !== null && { leftOn: left_on }),
})
