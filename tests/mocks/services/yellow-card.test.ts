import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/yellow-card/service.ts'

const wrap = (name: string, content: string) => `<${name}>${content}</${name}>`

/** A report with the least there has to be, parts of it replaced. */
function report(changes: { patient?: string; reaction?: string; drug?: string; source?: string; id?: string; country?: string } = {}): string {
  const {
    patient = '<patientinitial>J.O.</patientinitial><patientonsetage>42</patientonsetage><patientonsetageunit>801</patientonsetageunit><patientsex>2</patientsex>',
    reaction = '<primarysourcereaction>Urticaria</primarysourcereaction><reactionstartdateformat>102</reactionstartdateformat><reactionstartdate>20260309</reactionstartdate><reactionoutcome>6</reactionoutcome>',
    drug = '<drugcharacterization>1</drugcharacterization><medicinalproduct>Amoxicillin 500mg capsules</medicinalproduct><drugstartdateformat>102</drugstartdateformat><drugstartdate>20260308</drugstartdate>',
    source = '<reportergivename>Amara</reportergivename><reporterfamilyname>Nwosu</reporterfamilyname><qualification>1</qualification>',
    id = 'GB-A99901-1',
    country = '<primarysourcecountry>GB</primarysourcecountry>',
  } = changes
  const header = '<messagetype>ichicsr</messagetype><messagenumb>7</messagenumb><messagesenderidentifier>A99901</messagesenderidentifier>'
  return `<?xml version="1.0" encoding="UTF-8"?>${wrap('ichicsr', wrap('ichicsrmessageheader', header) + wrap('safetyreport', wrap('safetyreportid', id) + country + wrap('primarysource', source) + wrap('patient', patient + wrap('reaction', reaction) + wrap('drug', drug))))}`
}

function start() {
  const app = inProcess([service])
  const { environment } = app
  environment.clock.set(Date.parse('2026-03-10T12:00:00Z'))
  environment.identity.applications.set('gp', { id: 'gp', secret: '', jwks: undefined, redirectUris: [] })
  const state = environment.stateOf(service)
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const response = await app.fetch(`${app.baseUrl}/yellow-card/icsr`, { method: 'POST', headers: { apikey: 'gp', 'content-type': 'application/xml', ...headers }, body })
    const text = await response.text()
    const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
    return { status: response.status, text, code: part('transmissionacknowledgmentcode'), reportCode: part('reportacknowledgmentcode'), number: part('localreportnumb'), words: part('errormessagecomment') ?? part('parsingerrormessage') ?? '' }
  }
  return { environment, state, send, violations: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}

describe('Yellow Card', () => {
  test('a report is taken in, and acknowledged with a number', async () => {
    const { send, state, violations } = start()
    const { status, code, reportCode, number, text } = await send(report())
    assert.deepEqual([status, code, reportCode, violations()], [200, '01', '01', []])
    assert.match(number!, /^ADR \d{8}$/)
    assert.match(text, /<messagetype>ichicsrack<.*<icsrmessagenumb>7</s)
    const [kept] = service.controls.listReports(state, { reaction: 'Urticaria' })
    assert.deepEqual([kept!.patient, kept!.drugs], [{ initials: 'J.O.', sex: '2', age: '42' }, [{ name: 'Amoxicillin 500mg capsules', suspect: true }]])
  })

  test('the same report again is acknowledged with the same number, and kept once', async () => {
    const { send, state } = start()
    const [first, second] = [await send(report()), await send(report())]
    assert.equal(second.number, first.number)
    await send(report({ id: 'GB-A99901-2' }))
    assert.equal(service.controls.listReports(state, { reaction: 'Urticaria' }).length, 2)
  })

  const wrong: [string, Parameters<typeof report>[0], RegExp][] = [
    ['no suspect drug', { drug: '<drugcharacterization>2</drugcharacterization><medicinalproduct>Aspirin</medicinalproduct>' }, /suspect drug is required/],
    ['no reaction', { reaction: '<reactionoutcome>6</reactionoutcome>' }, /reaction is required/],
    ['no outcome', { reaction: '<primarysourcereaction>Rash</primarysourcereaction>' }, /reactionoutcome/],
    ['nobody as the patient', { patient: '' }, /initials, sex or age/],
    ['a very old patient', { patient: '<patientonsetage>121</patientonsetage>' }, /120 years/],
    ['nobody as the reporter', { source: '<qualification>1</qualification>' }, /reporter cannot be identified/],
    ['a reporter of no profession', { source: '<reporterfamilyname>Nwosu</reporterfamilyname>' }, /qualification/],
    ['no country', { country: '' }, /primarysourcecountry/],
    ['a reaction tomorrow', { reaction: '<primarysourcereaction>Rash</primarysourcereaction><reactionstartdate>20260311</reactionstartdate><reactionoutcome>6</reactionoutcome>' }, /future/],
    ['a reaction before its drug', { reaction: '<primarysourcereaction>Rash</primarysourcereaction><reactionstartdate>20260301</reactionstartdate><reactionoutcome>6</reactionoutcome>' }, /before the suspect drug/],
    ['a date of another kind', { reaction: '<primarysourcereaction>Rash</primarysourcereaction><reactionstartdate>2026</reactionstartdate><reactionoutcome>6</reactionoutcome>' }, /CCYYMMDD/],
  ]
  for (const [what, changes, words] of wrong) {
    test(`with ${what} it is not taken in, in an answer of 200`, async () => {
      const { send, state } = start()
      const answer = await send(report(changes))
      assert.deepEqual([answer.status, answer.code, answer.reportCode, state.reports.size], [200, '02', '02', 0])
      assert.match(answer.words, words)
    })
  }

  test('what is no report cannot be read, entities included', async () => {
    const { send } = start()
    for (const body of ['{}', '<ichicsr>', '<other/>', '<!DOCTYPE x [<!ENTITY a "b">]><ichicsr/>']) {
      const { status, code } = await send(body)
      assert.deepEqual([status, code], [200, '03'], body)
    }
  })

  test('what is nested without end is answered like anything else', async () => {
    const { send } = start()
    const deep = `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`
    assert.equal((await send(report({ id: deep }))).code, '02')
  })

  test('who is not registered is not heard, nor what is no XML', async () => {
    const { send } = start()
    assert.deepEqual([(await send(report(), { apikey: 'nobody' })).status, (await send(report(), { 'content-type': 'application/json' })).status], [401, 415])
  })

  test('what names the patient is noted', async () => {
    const { send, violations } = start()
    await send(report({ patient: '<patientinitial>Joan Okafor</patientinitial><patientgpmedicalrecordnumb>9990548609</patientgpmedicalrecordnumb>' }))
    assert.deepEqual(violations(), ['nhs-number-reported', 'name-reported'])
  })

  test('the regulator can refuse one report of a reaction, and be told whose it is', async () => {
    const { send, state, environment } = start()
    service.controls.isAbout(state, { reaction: 'Urticaria', nhsNumber: '9990548609' })
    service.controls.refuseNext(state, { reaction: 'Urticaria', why: 'Medicine not known' })
    assert.deepEqual([(await send(report())).words, (await send(report())).code], ['Medicine not known', '01'])
    assert.deepEqual(environment.journal.read({ subject: '9990548609' }).length, 2)
    environment.faults.inject({ service: 'yellow-card', kind: 'error', name: 'notRead' })
    assert.equal((await send(report())).code, '03')
  })
})
