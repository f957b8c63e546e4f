import { Given, Then, When } from '@cucumber/cucumber'
import type { OnlineAccess, OnlineService, RecordLevel } from '../candidate/port/online-services.ts'
import { ensureAudited } from './checks/ensure-audited.ts'
import { trailSinceMark } from './support/audit-trail.ts'
import { arrange, EVERYTHING, NOTHING, offerEverything } from './support/online.ts'
import { must, type AssayWorld } from './world.ts'

Given('{word} may use everything the practice offers online', async function (this: AssayWorld, name: string) {
  await offerEverything(this)
  this.named(name)
  await arrange(this, EVERYTHING)
})

Given(
  '{word} may see {string} of her/his/their record since {day}, {string} of what is older, and {string} prescriptions',
  async function (this: AssayWorld, name: string, record: string, effectiveDate: string, historical: string, prescriptions: string) {
    await offerEverything(this)
    this.named(name)
    await arrange(this, {
      record: record as RecordLevel,
      historical: historical as RecordLevel,
      effectiveDate,
      prescriptions: prescriptions as OnlineAccess['prescriptions'],
      appointments: true,
    })
  },
)

Given('it was agreed with {word} that she/he/they sees/see and does/do nothing online', async function (this: AssayWorld, name: string) {
  this.named(name)
  await arrange(this, NOTHING)
})

Given('it was agreed with {word} that she/he/they does/do not book online', async function (this: AssayWorld, name: string) {
  this.named(name)
  await arrange(this, { ...EVERYTHING, appointments: false })
})

Given('the {persona} has switched {onlineService} off', async function (this: AssayWorld, persona: string, service: OnlineService) {
  this.mustBeAlone('switches a service of the practice off')
  must(
    await this.candidate.onlineServices.switchServices(await this.behindTheScenes(persona), { [service]: false }),
    'switch a service off',
  )
})

When('the {persona} switches {onlineService} off', async function (this: AssayWorld, persona: string, service: OnlineService) {
  this.mustBeAlone('switches a service of the practice off')
  this.answer = await this.candidate.onlineServices.switchServices(await this.actAs(persona), { [service]: false })
})

Then('the audit trail says since then that the {persona} changed something', async function (this: AssayWorld, persona: string) {
  await this.check(ensureAudited, {
    // That they signed in to do it says nothing of what they did.
    lines: (await trailSinceMark(this)).filter(({ event }) => !['sign-in', 'role-chosen', 'sign-out'].includes(event)),
    fact: { success: true, userId: this.staff(persona).id, actions: ['U', 'E'] },
  })
})
