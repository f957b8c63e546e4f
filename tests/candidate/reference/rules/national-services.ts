import assert from 'node:assert/strict'
import { JOAN, parametersOf, pdsPatient, receptionist } from '../support/clinic.ts'
import { outcome, reply } from '../support/fake-national.ts'
import { advance, atTheDesk, CLERK, done, open, patchesSent, PATIENT, refusedWith, saveMobile, signInAsClerk, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'a busy service is asked again as it wishes: same id, same body, not before the time',
    brokenBy: ['retry-with-a-new-request-id', 'gives-up-at-once', 'hammers-a-busy-service'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      const at: number[] = []
      clinic.national.pdsNext.push(
        (seen, response) => (
          at.push(performance.now()),
          reply(503, outcome('SERVICE_UNAVAILABLE', 'busy'), { 'retry-after': '1' })(seen, response)
        ),
        () => (at.push(performance.now()), 'pass'),
      )
      await done(saveMobile(desk, opened))
      const [first, second, third] = patchesSent(clinic)
      assert.ok(first && second && !third)
      assert.equal(second.headers['x-request-id'], first.headers['x-request-id'])
      assert.equal(second.body, first.body)
      assert.ok(at[1]! - at[0]! >= 990, `waited ${at[1]! - at[0]!} ms`)
    },
  },
  {
    rule: 'a broken connection during an update is told, and the update not repeated by itself',
    brokenBy: ['repeats-what-may-have-arrived'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      clinic.national.pdsNext.push((_seen, response) => void response.destroy())
      const told = await refusedWith(saveMobile(desk, opened), 'national-unavailable')
      assert.match(told.issue[0].details.text, /do not know whether your change was saved/)
      assert.equal(patchesSent(clinic).length, 1)
      const tasks = await done(desk.request('GET', '/FHIR/R4/Task?status=requested'))
      assert.equal(tasks.json.entry[0].resource.code.coding[0].code, 'national-update-unconfirmed')
    },
  },
  {
    rule: 'sending the same change again after no answer uses the same request id',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      clinic.national.pdsNext.push((_seen, response) => void response.destroy())
      await saveMobile(desk, opened)
      await done(saveMobile(desk, opened))
      const [first, second] = patchesSent(clinic)
      assert.equal(second?.headers['x-request-id'], first?.headers['x-request-id'])
      assert.equal((await done(desk.request('GET', `${PATIENT}/$unsent-changes`))).json.parameter.length, 0)
    },
  },
  {
    rule: 'a silent service is given up on in time',
    brokenBy: ['waits-for-ever'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.pdsNext.push(() => undefined)
      const started = performance.now()
      const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('still waiting')), 1500).unref())
      await refusedWith(Promise.race([desk.request('POST', `${PATIENT}/$open`, parametersOf({})), late]), 'national-timeout')
      assert.ok(performance.now() - started < 1500)
    },
  },
  {
    rule: 'a token that is no longer accepted is replaced, once, and the request goes through',
    brokenBy: ['withdrawn-token-is-a-dead-end', 'expired-token-is-used'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.pdsNext.push(reply(401, outcome('ACCESS_DENIED', 'Invalid Access Token')))
      await open(desk)
    },
  },
  {
    rule: 'a token that is refused again and again is told, not tried for ever',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const before = clinic.national.to('/Patient/').length
      clinic.national.pdsNext.push(...Array.from({ length: 5 }, () => reply(401, outcome('ACCESS_DENIED', 'Invalid Access Token'))))
      await refusedWith(desk.request('POST', `${PATIENT}/$open`, parametersOf({})), 'national-refused')
      assert.equal(clinic.national.to('/Patient/').length - before, 2)
    },
  },
  {
    rule: 'a token is renewed before it expires',
    brokenBy: ['expired-token-is-used'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await advance(clinic, 580)
      const before = clinic.national.to('/oauth2/token').length
      await open(desk)
      assert.equal(clinic.national.to('/oauth2/token').length, before + 1)
    },
  },
  {
    rule: 'an answer that cannot be read is told as that, never as "no patient"',
    brokenBy: ['rubbish-is-nobody'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      for (const rubbish of [
        reply(200, '<html>Service page</html>', { 'content-type': 'text/html' }),
        reply(200, '{"resourceType":"Bundle","entry":[{'),
        reply(200, '[]'),
      ]) {
        clinic.national.pdsNext.push(rubbish)
        await refusedWith(
          desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Okafor', birthdate: '1952-03-07' })),
          'national-unreadable',
        )
      }
    },
  },
  {
    rule: 'busy, late and failed are told apart',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      for (const [status, code] of [
        [429, 'national-unavailable'],
        [500, 'national-refused'],
        [504, 'national-timeout'],
        [408, 'national-timeout'],
        [403, 'national-refused'],
      ] as const) {
        clinic.national.pdsNext = Array.from({ length: 3 }, () =>
          reply(status, outcome('X', 'words of the service'), status === 429 ? { 'retry-after': '30' } : {}),
        )
        const refused = await desk.request('POST', `${PATIENT}/$open`, parametersOf({}))
        assert.equal(refused.json.issue[0].details.coding[0].code, code, `${status}`)
        if (status === 429) assert.equal(refused.headers.get('retry-after'), '30')
      }
      clinic.national.pdsNext = []
    },
  },
  {
    rule: 'PDS is called as the user, in the role they chose',
    brokenBy: ['pds-as-application', 'first-role-told-to-pds'],
    holds: async (clinic) => {
      clinic.national.patients.set(JOAN, pdsPatient())
      const clerk = await signInAsClerk(clinic)
      await done(clerk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ nhsNumber: JOAN })))
      assert.match(clinic.national.to('/oauth2/token').at(-1)!.body, /token-exchange/)
      assert.equal(clinic.national.to('/Patient/').at(-1)!.headers['nhsd-session-urid'], CLERK)
    },
  },
]
