import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'

/** A place where the practice sees patients. */
export interface Site {
  id: string
  version: number
  name: string
  address: string[]
  postcode: string
  telephone?: string
  /** The practice's main surgery; it cannot be removed. */
  main: boolean
}

export type SiteDetails = Pick<Site, 'name' | 'address' | 'postcode' | 'telephone'>

interface SiteRow {
  id: number
  version: number
  name: string
  address: string
  postcode: string
  telephone: string | null
  main: number
}

type Store = Pick<Services, 'database'>

/** The practice's sites, the main one first. */
export function sitesOf({ database }: Store): Site[] {
  return database.all<SiteRow>('SELECT * FROM site WHERE removed_at IS NULL ORDER BY main DESC, name').map(siteOf)
}

/** @throws Refusal `not-found` */
export function siteNamed({ database }: Store, id: string): Site {
  const row = /^\d{1,15}$/.test(id) ? database.one<SiteRow>('SELECT * FROM site WHERE id = ? AND removed_at IS NULL', Number(id)) : undefined
  if (!row) throw new Refusal('not-found', 'The practice has no such site.')
  return siteOf(row)
}

/** Puts a site on record. */
export function addSite(work: Work, details: SiteDetails): Site {
  const { database } = work.services
  checkSite(details)
  return database.transaction(() => {
    if (sitesOf(work.services).some(({ name }) => name.toLowerCase() === details.name.toLowerCase())) {
      throw new Refusal('already-done', [{ field: 'name', text: `The practice has a site called ${details.name} already.` }])
    }
    const site = insertSite(work.services, details, false)
    audited(work, { event: 'site-added', action: 'C', subject: `Location/${site.id}` })
    return site
  })
}

/** What a site is after a change: what the user entered. */
export const changedSite = behaviour('resources.changedSite', (_known: Site, wanted: SiteDetails): SiteDetails => wanted)

/** Changes a site, given that it was in this version when the user looked. */
export function changeSite(work: Work, { id, version, details }: { id: string; version: number; details: SiteDetails }): Site {
  const { database } = work.services
  checkSite(details)
  return database.transaction(() => {
    const known = siteNamed(work.services, id)
    if (known.version !== version) throw new Refusal('changed-meanwhile', 'Somebody changed this site after you opened it. Nothing was saved. Look at it again.')
    const { name, address, postcode, telephone } = changedSite(known, details)
    database.run('UPDATE site SET version = version + 1, name = ?, address = ?, postcode = ?, telephone = ? WHERE id = ?', name, JSON.stringify(address), postcode, telephone ?? null, Number(id))
    audited(work, { event: 'site-changed', action: 'U', subject: `Location/${id}` })
    return siteNamed(work.services, id)
  })
}

/** Why a site cannot be removed: it is the main surgery, or patients are expected there. */
export const whyKeepSite = behaviour('resources.whyKeepSite', (site: Site, sessionsToCome: number): Refusal | undefined => {
  if (site.main) return new Refusal('rule', [{ reason: 'main-site', text: 'This is the main surgery. It cannot be removed.' }])
  if (sessionsToCome > 0) return new Refusal('rule', [{ reason: 'site-in-use', text: `${sessionsToCome} sessions are still to be held at ${site.name}. Withdraw or move them first; the site was not removed.` }])
  return undefined
})

/** Takes a site out of use. What was held there keeps its name. */
export function removeSite(work: Work, id: string): void {
  const { database, clock } = work.services
  database.transaction(() => {
    const site = siteNamed(work.services, id)
    const sessions = database.one<{ number: number }>('SELECT COUNT(*) AS number FROM clinic_session WHERE site_id = ? AND ends_at > ? AND withdrawn_at IS NULL', Number(id), clock.now())?.number ?? 0
    const refusal = whyKeepSite(site, sessions)
    if (refusal) throw refusal
    database.run('UPDATE site SET removed_at = ? WHERE id = ?', clock.timestamp(), Number(id))
    audited(work, { event: 'site-removed', action: 'D', subject: `Location/${id}` })
  })
}

/** Puts a site into the store without asking anybody: for starting data. */
export function insertSite({ database }: Store, { name, address, postcode, telephone }: SiteDetails, main: boolean): Site {
  const row = database.one<SiteRow>(
    'INSERT INTO site (version, name, address, postcode, telephone, main) VALUES (1, ?, ?, ?, ?, ?) RETURNING *',
    name,
    JSON.stringify(address),
    postcode,
    telephone ?? null,
    main ? 1 : 0,
  )
  if (!row) throw new Error('the store did not give the new site back')
  return siteOf(row)
}

function checkSite({ name, address, postcode }: SiteDetails): void {
  const issues: RefusalIssue[] = []
  if (name === '') issues.push({ field: 'name', text: 'Give the site a name.' })
  if (address.length === 0) issues.push({ field: 'address', text: 'Say where the site is.' })
  if (!/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/.test(postcode)) issues.push({ field: 'postcode', text: 'Give the postcode, as in HG1 5AA.' })
  if (issues.length > 0) throw new Refusal('invalid', issues)
}

const siteOf = ({ id, version, name, address, postcode, telephone, main }: SiteRow): Site => ({
  id: String(id),
  version,
  name,
  address: JSON.parse(address),
  postcode,
  ...(telephone !== null && { telephone }),
  main: main === 1,
})
