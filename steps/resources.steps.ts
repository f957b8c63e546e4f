import { Given, Then, When } from '@cucumber/cucumber'
import type { SiteDetails, SiteView, StaffDetails, StaffView } from '../candidate/port/resources.ts'
import { check, finding } from './checks/check.ts'
import { planFor, publishAhead, tryToPublish } from './support/appointment-book.ts'
import { daysAfter, onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

const MANAGER = 'practice manager'
const MOVED_TO = { lines: ['77 Mill Road', 'Harrogate'], postcode: 'HG3 2XY' }

/** A site that no other scenario adds. */
const newSite = (world: AssayWorld): SiteDetails => ({ name: `Riverside Branch ${world.make.word('')}`, lines: ['4 River Street', 'Harrogate'], postcode: 'HG1 2AB', telephone: '01423 550199' })

/** Somebody whom no other scenario employs, under an SDS user id of their own. */
const newcomer = (world: AssayWorld, given: string, family: string): StaffDetails => ({ id: `5559${String(world.make.pick(100_000_000)).padStart(8, '0')}`, title: 'Dr', given, family, job: 'Salaried GP' })

const siteIn = (world: AssayWorld) => world.notes.get('site') as SiteView
const joined = (world: AssayWorld) => world.notes.get('newcomer') as StaffDetails

Given('the practice has another site', async function (this: AssayWorld) {
  const details = newSite(this)
  this.notes.set('site details', details)
  this.notes.set('site', must(await this.candidate.resources.addSite(await this.behindTheScenes(MANAGER), details), 'add a site'))
})

Given('a session of the {persona} at that site has been published', async function (this: AssayWorld, persona: string) {
  await publishAhead(this, [persona], { siteId: siteIn(this).id })
})

Given('{word} {word} has joined the practice', async function (this: AssayWorld, given: string, family: string) {
  const details = newcomer(this, given, family)
  this.notes.set('newcomer', details)
  must(await this.candidate.resources.addStaff(await this.behindTheScenes(MANAGER), details), `put ${given} ${family} on record`)
})

Given('the {persona} has recorded that {word} {word} leaves today', async function (this: AssayWorld, by: string, given: string, family: string) {
  must(await this.candidate.resources.endStaff(await this.actAs(by), joined(this).id, onTheWall(Date.now()).date), `record that ${given} ${family} leaves`)
})

When('the {persona} adds a site', async function (this: AssayWorld, by: string) {
  const details = newSite(this)
  this.notes.set('site details', details)
  const answer = await this.candidate.resources.addSite(await this.actAs(by), details)
  if (answer.ok) this.notes.set('site', answer.value)
  this.answer = answer
})

When('the site moves to another address', async function (this: AssayWorld) {
  const details = { ...(this.notes.get('site details') as SiteDetails), ...MOVED_TO }
  this.notes.set('site details', details)
  if (this.answer?.ok) this.answer = await this.candidate.resources.changeSite(this.user, siteIn(this), details)
})

When('the {persona} removes the site', async function (this: AssayWorld, by: string) {
  this.answer = await this.candidate.resources.removeSite(await this.actAs(by), siteIn(this).id)
})

When('the {persona} adds {word} {word} with the same national id', async function (this: AssayWorld, by: string, given: string, family: string) {
  this.answer = await this.candidate.resources.addStaff(await this.actAs(by), { ...joined(this), given, family })
})

When('the {persona} records that {word} {word} leaves today', async function (this: AssayWorld, by: string, _given: string, _family: string) {
  this.answer = await this.candidate.resources.endStaff(await this.actAs(by), joined(this).id, onTheWall(Date.now()).date)
})

When('the {persona} publishes a session of {word} {word} for next week', async function (this: AssayWorld, by: string, _given: string, _family: string) {
  const plan = planFor(this, by, { date: daysAfter(onTheWall(Date.now()).date, 7), start: '09:00', end: '10:00' })
  this.answer = await tryToPublish(this, await this.actAs(by), 'newcomer', { ...plan, practitionerId: joined(this).id })
})

Then(/^the practice's sites (show the new address|still show it|do not show it)$/, async function (this: AssayWorld, what: string) {
  const sites = must(await this.candidate.resources.sites(this.user), "show the practice's sites")
  await this.check(ensureSite, { sites, site: this.notes.get('site details') as SiteDetails, there: what !== 'do not show it' })
})

Then('the staff of the practice show {word} {word}, not {word} {word}', async function (this: AssayWorld, given: string, family: string, _otherGiven: string, otherFamily: string) {
  await this.check(ensureStaff, { staff: await staff(this), id: joined(this).id, given, family, notFamily: otherFamily, active: true })
})

Then('the staff of the practice show {word} {word} as somebody who has left', async function (this: AssayWorld, given: string, family: string) {
  await this.check(ensureStaff, { staff: await staff(this), id: joined(this).id, given, family, active: false })
})

const staff = async (world: AssayWorld) => must(await world.candidate.resources.staff(world.user), "show the practice's staff")

const ensureSite = check("the practice's sites are as they should be", (_sight, { sites, site, there }: { sites: readonly SiteView[]; site: SiteDetails; there: boolean }) => {
  const found = sites.filter(({ name }) => name === site.name)
  if (!there) return found.length > 0 && finding('the site is there', { expected: 'no such site', seen: site.name })
  const [seen] = found
  if (!seen) return finding('the site is not there', { expected: site.name, seen: sites.map(({ name }) => name) })
  return [
    found.length > 1 && finding('the site is there more than once', { expected: '1', seen: String(found.length) }),
    seen.lines.join(', ') !== site.lines.join(', ') && finding('another address', { expected: site.lines, seen: seen.lines }),
    seen.postcode !== site.postcode && finding('another postcode', { expected: site.postcode, seen: seen.postcode }),
  ]
})

const ensureStaff = check('the staff on record are as they should be', (_sight, { staff: list, id, given, family, notFamily, active }: { staff: readonly StaffView[]; id: string; given: string; family: string; notFamily?: string; active: boolean }) => {
  const found = list.filter((each) => each.id === id)
  const named = found.find((each) => each.family === family && each.given === given)
  return [
    found.length !== 1 && finding('not one entry with this national id', { expected: '1', seen: `${found.length}` }),
    !named && finding('nobody of that name', { expected: `${given} ${family}`, seen: found.map((each) => `${each.given} ${each.family}`).join(', ') || 'nobody' }),
    notFamily !== undefined && found.some((each) => each.family === notFamily) && finding('the other name is there', { expected: `no ${notFamily}`, seen: notFamily }),
    named && named.active !== active && finding(active ? 'shown as somebody who has left' : 'shown as somebody who works here', { expected: active ? 'works here' : 'has left', seen: active ? 'has left' : 'works here' }),
  ]
})
