import assert from 'node:assert/strict'
import { gp, JOAN } from '../support/clinic.ts'
import { outcome, reply } from '../support/fake-national.ts'
import { atTheDesk, done, open, patchesSent, PATIENT, refusedWith, saveMobile, telecomWith, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'a change that somebody else was quicker than is refused, and kept',
    brokenBy: ['pds-update-ignores-version', 'unsent-change-lost'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      const elsewhere = clinic.national.patients.get(JOAN)!
      elsewhere['address'] = [{ id: 'a1', use: 'home', line: ['88 Station Road', 'York'], postalCode: 'YO1 7HH' }]
      elsewhere.meta.versionId = '3'
      await refusedWith(saveMobile(desk, opened), 'changed-meanwhile')
      assert.match(JSON.stringify(clinic.national.patients.get(JOAN)), /88 Station Road/)
      const { json } = await done(desk.request('GET', `${PATIENT}/$unsent-changes`))
      const [change] = json.parameter
      assert.deepEqual(
        change.part.find(({ name }: any) => name === 'mobile'),
        { name: 'mobile', valueString: '07700 900999' },
      )

      const again = await open(desk)
      assert.ok(again.parameters.some(({ name, part }: any) => name === 'difference' && JSON.stringify(part).includes('88 Station Road')))
      await done(saveMobile(desk, again))
      assert.equal((await done(desk.request('GET', `${PATIENT}/$unsent-changes`))).json.parameter.length, 0)
    },
  },
  {
    rule: 'a colleague at the next desk who was quicker is not overwritten either',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      const next = await clinic.signIn(gp)
      await done(saveMobile(next, await open(next), '07700 900111'))
      await refusedWith(
        desk.request('PUT', PATIENT, telecomWith(opened.patient, 'email', 'home', 'new@example.com'), { 'if-match': opened.etag }),
        'changed-meanwhile',
      )
      const { json } = await done(desk.request('GET', `${PATIENT}/$unsent-changes`))
      const names = json.parameter[0].part.map(({ name }: any) => name)
      assert.ok(names.includes('email') && !names.includes('mobile'), names.join())
      await refusedWith(desk.request('PUT', PATIENT, opened.patient), 'version-missing')
    },
  },
  {
    rule: 'several details go to PDS in one request',
    brokenBy: ['patches-sent-one-by-one'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { patient, etag } = await open(desk)
      const moved = {
        ...telecomWith(patient, 'phone', 'mobile', '07700 900999'),
        address: [{ use: 'home', line: ['9 New Road', 'Leeds'], postalCode: 'LS2 2AA' }],
      }
      await done(desk.request('PUT', PATIENT, moved, { 'if-match': etag }))
      const sent = patchesSent(clinic)
      assert.equal(sent.length, 1)
      assert.deepEqual(
        JSON.parse(sent[0]!.body).patches.map(({ op, path }: any) => `${op} ${path}`),
        ['replace /address/0', 'replace /telecom/1'],
      )
      assert.equal(sent[0]!.headers['if-match'], 'W/"2"')
      assert.equal(sent[0]!.headers['content-type'], 'application/json-patch+json')
    },
  },
  {
    rule: 'a new number is added to the end of the list',
    brokenBy: ['items-added-by-position'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic, { telecom: [] })
      await done(saveMobile(desk, await open(desk)))
      assert.equal(JSON.parse(patchesSent(clinic)[0]!.body).patches[0].path, '/telecom/-')
    },
  },
  {
    rule: 'a removal follows a test, from the end of the list',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { patient, etag } = await open(desk)
      await done(desk.request('PUT', PATIENT, { ...patient, telecom: [] }, { 'if-match': etag }))
      assert.deepEqual(JSON.parse(patchesSent(clinic)[0]!.body).patches, [
        { op: 'test', path: '/telecom/2/id', value: 't3' },
        { op: 'remove', path: '/telecom/2' },
        { op: 'test', path: '/telecom/1/id', value: 't2' },
        { op: 'remove', path: '/telecom/1' },
        { op: 'test', path: '/telecom/0/id', value: 't1' },
        { op: 'remove', path: '/telecom/0' },
      ])
    },
  },
  {
    rule: 'a failed update is told, changes nothing here, and is kept',
    brokenBy: ['national-failure-told-as-saved'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      clinic.national.pdsNext.push(reply(500, outcome('X', 'broken')))
      await refusedWith(saveMobile(desk, opened), 'national-refused')
      assert.doesNotMatch((await done(desk.request('GET', PATIENT))).text, /900999/)
      assert.equal((await done(desk.request('GET', `${PATIENT}/$unsent-changes`))).json.parameter.length, 1)
    },
  },
  {
    rule: 'opening the details shows what PDS has now',
    brokenBy: ['stale-copy-shown-as-national'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const elsewhere = clinic.national.patients.get(JOAN)!
      elsewhere['name'] = [{ id: 'n1', use: 'usual', given: ['Joan'], family: 'Newname' }]
      elsewhere.meta.versionId = '3'
      assert.equal((await open(desk)).patient.name[0].family, 'Newname')
    },
  },
]
