import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { authorization, HOSPITAL, openMesh, PRACTICE } from './mesh-caller.ts'

const send = { method: 'POST', headers: { 'mex-to': HOSPITAL, 'mex-workflowid': 'ANY_WORKFLOW' }, body: 'hello' } as const

describe('MESH: who is let in', () => {
  const refused = async (change: Parameters<ReturnType<typeof openMesh>['call']>[1], text: string | undefined, rule: string) => {
    const mesh = openMesh()
    const { status, body } = await mesh.call(`${PRACTICE}/inbox`, change)
    assert.equal(status, 403)
    assert.equal(body?.detail[0].msg, text)
    assert.deepEqual(mesh.violations(), [rule])
  }
  const withHeader = (value: string) => ({ headers: { authorization: value } })

  it('the owner of a mailbox, once a token', async () => {
    const mesh = openMesh()
    const header = authorization(PRACTICE)
    assert.equal((await mesh.call(`${PRACTICE}/inbox`, withHeader(header))).status, 200)
    const again = await mesh.call(`${PRACTICE}/inbox`, withHeader(header))
    assert.deepEqual([again.status, again.body.detail[0].msg], [403, 'Error Duplicated Authentication Token'])
  })

  it('the same nonce with another count', async () => {
    const mesh = openMesh()
    const nonce = '2c001608-5f09-4840-9611-bea43e666a30'
    for (const count of ['0', '1', '2']) assert.equal((await mesh.call(`${PRACTICE}/inbox`, withHeader(authorization(PRACTICE, { nonce, count })))).status, 200)
    assert.equal((await mesh.call(`${PRACTICE}/inbox`, withHeader(authorization(PRACTICE, { nonce, count: '1' })))).status, 403)
  })

  it('nobody without a client certificate', () => refused({ certificate: false }, undefined, 'client-certificate-missing'))
  it('nobody without a token', () => refused(withHeader(''), 'Error reading from Authorization header', 'authorization-missing'))
  it('nobody with another scheme', () => refused(withHeader(authorization(PRACTICE).replace('NHSMESH', 'Bearer')), 'Error reading from Authorization header', 'authorization-malformed'))
  it('nobody with four fields', () => refused(withHeader(authorization(PRACTICE).replace(/:[0-9a-f]+$/, '')), 'Error reading from Authorization header', 'authorization-malformed'))
  it('nobody with a count that is no number', () => refused(withHeader(authorization(PRACTICE, { count: 'one' })), 'Error reading from Authorization header', 'authorization-malformed'))
  it('nobody from another mailbox', () => refused({ as: HOSPITAL }, 'Mailbox id does not match token', 'authorization-other-mailbox'))
  it('nobody with another password', () => refused(withHeader(authorization(PRACTICE, { password: 'guess' })), 'Invalid Authentication Token', 'authorization-hash'))
  it('nobody with another shared key', () => refused(withHeader(authorization(PRACTICE, { key: 'Banana' })), 'Invalid Authentication Token', 'authorization-hash'))
  it('nobody with a token of three hours ago', () => refused(withHeader(authorization(PRACTICE, { at: Date.now() - 3 * 3_600_000 })), 'Invalid Authentication Token', 'authorization-time'))
  it('nobody with a token from the day after tomorrow', () => refused(withHeader(authorization(PRACTICE, { at: Date.now() + 48 * 3_600_000 })), 'Invalid Authentication Token', 'authorization-time'))

  it('tells an unknown mailbox from an inactive one', async () => {
    const mesh = openMesh()
    assert.equal((await mesh.call('X26NOBODY/inbox', { as: 'X26NOBODY' })).body.detail[0].code, 'EPL-151')
    mesh.controls.putMailbox(mesh.state, { id: 'X26OLD', name: 'Closed', odsCode: 'X26', password: 'password', inactive: true })
    assert.equal((await mesh.call('X26OLD/inbox', { as: 'X26OLD' })).body.detail[0].msg, 'Request Received from Inactive Mailbox')
  })

  it('takes mailbox ids in lower case', async () => assert.equal((await openMesh().call(`${PRACTICE.toLowerCase()}/inbox`)).status, 200))

  it('does not understand other versions', async () => assert.equal((await openMesh().call(`${PRACTICE}/inbox`, { headers: { accept: 'application/vnd.mesh.two+json' } })).status, 400))
})

describe('MESH: the handshake', () => {
  const headers = { 'mex-clientversion': 'x==1', 'mex-osname': 'Linux', 'mex-osversion': '6' }

  it('remembers that the connection stands', async () => {
    const mesh = openMesh()
    assert.equal((await mesh.call(PRACTICE, { method: 'POST', headers })).status, 200)
    assert.ok(mesh.controls.readMailbox(mesh.state, { id: PRACTICE }).validatedAt)
  })

  for (const name of Object.keys(headers)) {
    it(`wants ${name}`, async () => {
      const { [name as keyof typeof headers]: _left, ...rest } = headers
      const { status, body } = await openMesh().call(PRACTICE, { method: 'POST', headers: rest })
      assert.equal(status, 400)
      assert.deepEqual(body.detail[0].loc, ['header', name])
    })
  }
})

describe('MESH: an inbox', () => {
  it('lists what waits, oldest first, at most 500, and says how to go on', async () => {
    const mesh = openMesh()
    const ids = Array.from({ length: 503 }, () => mesh.deliver())
    const first = (await mesh.call(`${PRACTICE}/inbox`)).body
    assert.deepEqual([first.messages.length, first.approx_inbox_count], [500, 503])
    const second = (await mesh.call(first.links.next.slice('/e/test/messageexchange/'.length))).body
    assert.deepEqual([...first.messages, ...second.messages], ids)
    assert.equal(second.links.next, undefined)
  })

  it('lists ids alone in version 1', async () => {
    const mesh = openMesh()
    const id = mesh.deliver()
    assert.deepEqual((await mesh.call(`${PRACTICE}/inbox`, { version: 1 })).body, { messages: [id] })
  })

  it('goes on from a message in version 1', async () => {
    const mesh = openMesh()
    const ids = Array.from({ length: 12 }, () => mesh.deliver())
    assert.deepEqual((await mesh.call(`${PRACTICE}/inbox?max_results=10&continue_from=${ids[9]}`, { version: 1 })).body.messages, ids.slice(10))
  })

  for (const query of ['max_results=9', 'max_results=5001', 'max_results=many', 'continue_from=short', 'continue_from=thisisnokeythatanybodyevergave', 'workflow_filter=x']) {
    it(`refuses ${query}`, async () => assert.equal((await openMesh().call(`${PRACTICE}/inbox?${query}`)).status, 400))
  }

  const filters = { 'TOC_A': ['TOC_A'], '!TOC_A': ['TOC_A_ACK', 'PATH_B'], 'TOC*': ['TOC_A', 'TOC_A_ACK'], '!TOC*': ['PATH_B'], '*_ACK*': ['TOC_A_ACK'], '!*_ACK*': ['TOC_A', 'PATH_B'] }
  for (const [filter, expected] of Object.entries(filters)) {
    it(`filters by workflow: ${filter}`, async () => {
      const mesh = openMesh()
      const ids = new Map(['TOC_A', 'TOC_A_ACK', 'PATH_B'].map((workflowId) => [mesh.deliver({ workflowId }), workflowId]))
      const { messages } = (await mesh.call(`${PRACTICE}/inbox?workflow_filter=${encodeURIComponent(filter)}`)).body
      assert.deepEqual(messages.map((id: string) => ids.get(id)).sort(), [...expected].sort())
    })
  }

  it('counts', async () => {
    const mesh = openMesh()
    mesh.deliver()
    assert.equal((await mesh.call(`${PRACTICE}/count`)).body.count, 1)
  })

  it('gives a message with its headers', async () => {
    const mesh = openMesh()
    const id = mesh.deliver({ localId: 'mine', subject: 'A letter', text: 'Dear doctor' })
    const { status, headers, text } = await mesh.call(`${PRACTICE}/inbox/${id}`)
    assert.deepEqual([status, text], [200, 'Dear doctor'])
    const expected = { 'mex-from': HOSPITAL, 'mex-to': PRACTICE, 'mex-workflowid': 'TOC_FHIR_IP_DISCH', 'mex-localid': 'mine', 'mex-subject': 'A letter', 'mex-messagetype': 'DATA', 'mex-messageid': id, 'mex-filename': `${id}.dat`, 'mex-chunk-range': '1:1', 'mex-statussuccess': 'SUCCESS', 'mex-statuscode': '00' }
    for (const [name, value] of Object.entries(expected)) assert.equal(headers.get(name), value, name)
    assert.equal(headers.get('mex-partnerid'), null, 'empty ones are left out')
  })

  it('gives a chunked message in parts, 206 until the last', async () => {
    const mesh = openMesh()
    const id = mesh.deliver({ text: 'abcdefghi', chunks: 3 })
    const parts = [await mesh.call(`${PRACTICE}/inbox/${id}`), await mesh.call(`${PRACTICE}/inbox/${id}/2`), await mesh.call(`${PRACTICE}/inbox/${id}/3`)]
    assert.deepEqual(parts.map(({ status, text, headers }) => [status, text, headers.get('mex-chunk-range')]), [[206, 'abc', '1:3'], [206, 'def', '2:3'], [200, 'ghi', '3:3']])
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}/4`)).status, 404)
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}/x`)).status, 404)
  })

  it('gives each chunk packed by itself to whoever takes gzip, and unpacked to others', async () => {
    const mesh = openMesh()
    const id = mesh.deliver({ text: 'abcdef', chunks: 2, gzip: true })
    const packed = await mesh.call(`${PRACTICE}/inbox/${id}/2`, { headers: { 'accept-encoding': 'gzip' } })
    assert.deepEqual([packed.headers.get('content-encoding'), gunzipSync(packed.bytes).toString()], ['gzip', 'def'])
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}/2`)).text, 'def')
  })

  it('says by HEAD what it would give', async () => {
    const mesh = openMesh()
    const { status, headers, bytes } = await mesh.call(`${PRACTICE}/inbox/${mesh.deliver()}`, { method: 'HEAD' })
    assert.deepEqual([status, headers.get('mex-from'), bytes.length], [200, HOSPITAL, 0])
    assert.equal((await mesh.call(`${PRACTICE}/inbox/NOTHING`, { method: 'HEAD' })).status, 404)
  })

  it('knows no other message, and gives none of another mailbox', async () => {
    const mesh = openMesh()
    const none = await mesh.call(`${PRACTICE}/inbox/20210311101813838554_1B8F53`)
    assert.deepEqual([none.status, none.body.detail], [404, [{ event: 'RECEIVE', code: '20', msg: 'Message does not exist' }]])
    const id = mesh.deliver({ to: HOSPITAL, from: PRACTICE })
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}`)).status, 403)
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}/status/acknowledged`, { method: 'PUT' })).status, 403)
  })

  it('lets go of what was acknowledged, for good', async () => {
    const mesh = openMesh()
    const id = mesh.deliver()
    const acknowledge = (version: 1 | 2) => mesh.call(`${PRACTICE}/inbox/${id}/status/acknowledged`, { method: 'PUT', version })
    const first = await acknowledge(1)
    assert.deepEqual([first.status, first.body], [200, { messageId: id }])
    const again = await acknowledge(2)
    assert.deepEqual([again.status, again.text], [200, ''])
    assert.deepEqual((await mesh.call(`${PRACTICE}/inbox`)).body.messages, [])
    const gone = await mesh.call(`${PRACTICE}/inbox/${id}`)
    assert.deepEqual([gone.status, gone.body.detail[0].msg], [410, 'Message no longer available for download'])
    assert.equal((await mesh.call(`${PRACTICE}/inbox/NOTHING/status/acknowledged`, { method: 'PUT' })).status, 404)
  })
})

describe('MESH: sending', () => {
  it('delivers to the recipient', async () => {
    const mesh = openMesh()
    const { status, body } = await mesh.call(`${PRACTICE}/outbox`, { ...send, headers: { ...send.headers, 'mex-localid': 'ref-1', 'mex-subject': 'Hello' } })
    assert.equal(status, 202)
    assert.match(body.message_id, /^\d{20}_[0-9A-F]{6}$/)
    const got = await mesh.call(`${HOSPITAL}/inbox/${body.message_id}`, { as: HOSPITAL })
    assert.deepEqual([got.text, got.headers.get('mex-from'), got.headers.get('mex-localid')], ['hello', PRACTICE, 'ref-1'])
  })

  it('answers in version 1 unless asked', async () => assert.ok((await openMesh().call(`${PRACTICE}/outbox`, { ...send, version: 1 })).body.messageID))

  const refusals: [string, { headers?: Record<string, string>; body?: string }, number, string | undefined][] = [
    ['no recipient', { headers: { 'mex-workflowid': 'W' } }, 400, '08'],
    ['no workflow', { headers: { 'mex-to': HOSPITAL } }, 400, undefined],
    ['an unregistered recipient', { headers: { ...send.headers, 'mex-to': 'X26NOBODY' } }, 417, '12'],
    ['no content', { body: '' }, 417, '02'],
    ['a second chunk first', { headers: { ...send.headers, 'mex-chunk-range': '2:3' } }, 417, 'InvalidHeaderChunks'],
    ['a chunk range that is none', { headers: { ...send.headers, 'mex-chunk-range': 'first' } }, 417, 'InvalidHeaderChunks'],
    ['a chunk beyond the last', { headers: { ...send.headers, 'mex-chunk-range': '4:3' } }, 417, 'InvalidHeaderChunks'],
    ['another compression', { headers: { ...send.headers, 'content-encoding': 'br' } }, 422, 'UnsupportedContentEncoding'],
    ['an address in a header', { headers: { ...send.headers, 'mex-to': 'https://example.org' } }, 400, '06'],
    ['odd characters in the checksum', { headers: { ...send.headers, 'mex-content-checksum': 'md5=x' } }, 400, '06'],
    ['a subject of 501 characters', { headers: { ...send.headers, 'mex-subject': 'x'.repeat(501) } }, 400, undefined],
  ]
  for (const [what, change, status, code] of refusals) {
    it(`refuses ${what}`, async () => {
      const mesh = openMesh()
      const answer = await mesh.call(`${PRACTICE}/outbox`, { ...send, ...change })
      assert.deepEqual([answer.status, answer.body.detail[0].code], [status, code])
      assert.equal(mesh.violations().length, 1)
      assert.equal(mesh.state.messages.size, 0)
    })
  }

  it('words errors as each version does', async () => {
    const mesh = openMesh()
    const wrong = { ...send, headers: { ...send.headers, 'mex-to': 'X26NOBODY' } }
    const v1 = await mesh.call(`${PRACTICE}/outbox`, { ...wrong, version: 1 })
    assert.deepEqual([v1.type, v1.body], ['application/json', { errorEvent: 'SEND', errorCode: '12', errorDescription: 'Unregistered to address' }])
    const v2 = await mesh.call(`${PRACTICE}/outbox`, wrong)
    assert.deepEqual([v2.type, v2.body], ['application/vnd.mesh.v2+json', { detail: [{ event: 'SEND', code: '12', msg: 'Unregistered to address' }] }])
  })

  it('takes a large message in chunks, and delivers it with the last', async () => {
    const mesh = openMesh()
    const headers = { ...send.headers, 'content-encoding': 'gzip' }
    const { body } = await mesh.call(`${PRACTICE}/outbox`, { method: 'POST', headers: { ...headers, 'mex-chunk-range': '1:2' }, body: new Uint8Array(gzipSync('one ')) })
    const chunk = (number: number, change: Record<string, string> = {}, at = number) =>
      mesh.call(`${PRACTICE}/outbox/${body.message_id}/${at}`, { method: 'POST', headers: { 'content-encoding': 'gzip', 'mex-chunk-range': `${number}:2`, ...change }, body: new Uint8Array(gzipSync('two')) })
    assert.deepEqual((await mesh.call(`${HOSPITAL}/inbox`, { as: HOSPITAL })).body.messages, [])
    assert.equal((await chunk(2, { 'content-encoding': '' })).status, 417, 'the encoding may not change')
    assert.equal((await chunk(2, { 'mex-chunk-range': '' }, 2)).status, 417, 'no range')
    assert.equal((await chunk(2, {}, 3)).status, 417, 'range and path differ')
    assert.equal((await chunk(3, { 'mex-chunk-range': '3:3' })).status, 406)
    assert.equal((await chunk(2)).status, 202)
    assert.equal((await chunk(2)).status, 423, 'it is complete')
    assert.equal((await mesh.call(`${PRACTICE}/outbox/NOTHING/2`, { method: 'POST', headers: { 'mex-chunk-range': '2:2' }, body: 'x' })).status, 404)
    assert.equal((await mesh.call(`${HOSPITAL}/outbox/${body.message_id}/2`, { as: HOSPITAL, method: 'POST', headers: { 'mex-chunk-range': '2:2' }, body: 'x' })).status, 403)
    assert.equal(mesh.controls.readMessage(mesh.state, { id: body.message_id }, mesh.environment).text, 'one two')
    assert.deepEqual((await mesh.call(`${HOSPITAL}/inbox`, { as: HOSPITAL })).body.messages, [body.message_id])
  })

  it('notes a sender that names another mailbox', async () => {
    const mesh = openMesh()
    assert.equal((await mesh.call(`${PRACTICE}/outbox`, { ...send, headers: { ...send.headers, 'mex-from': HOSPITAL } })).status, 202)
    assert.deepEqual(mesh.violations(), ['mex-from'])
  })

  it('tells what became of a message', async () => {
    const mesh = openMesh()
    const id = (await mesh.call(`${PRACTICE}/outbox`, { ...send, headers: { ...send.headers, 'mex-localid': 'ref-2' } })).body.message_id
    const track = async () => (await mesh.call(`${PRACTICE}/outbox/tracking?messageID=${id}`)).body
    assert.deepEqual([(await track()).status, (await track()).local_id, (await track()).recipient_ods_code], ['accepted', 'ref-2', 'RZ9'])
    await mesh.call(`${HOSPITAL}/inbox/${id}/status/acknowledged`, { as: HOSPITAL, method: 'PUT' })
    assert.equal((await track()).status, 'acknowledged')
    assert.equal((await mesh.call(`${HOSPITAL}/outbox/tracking?messageID=${id}`, { as: HOSPITAL })).status, 403)
    assert.equal((await mesh.call(`${PRACTICE}/outbox/tracking?messageID=NOTHING`)).status, 404)
    assert.equal((await mesh.call(`${PRACTICE}/outbox/tracking`)).status, 400)
  })

  it('tells it by the sender’s own identifier, if that is of one message', async () => {
    const mesh = openMesh()
    const again = () => mesh.call(`${PRACTICE}/outbox`, { ...send, headers: { ...send.headers, 'mex-localid': 'ref-3' } })
    const id = (await again()).body.message_id
    const tracked = await mesh.call(`${PRACTICE}/outbox/tracking/ref-3`)
    assert.deepEqual([tracked.status, tracked.body.messageId, tracked.body.status], [200, id, 'Accepted'])
    await again()
    assert.equal((await mesh.call(`${PRACTICE}/outbox/tracking/ref-3`)).status, 300)
    assert.equal((await mesh.call(`${PRACTICE}/outbox/tracking/ref-4`)).status, 404)
  })

  it('looks up who takes a workflow', async () => {
    const mesh = openMesh()
    assert.deepEqual((await mesh.call('endpointlookup/A99902/GPFED_CONSULT_REPORT')).body, { results: [{ mailbox_id: 'A99902OT001', mailbox_name: 'Ashdown Medical Centre' }] })
    assert.deepEqual((await mesh.call('endpointlookup/A99902/GPFED_CONSULT_REPORT', { version: 1 })).body.results, [{ address: 'A99902OT001', description: 'Ashdown Medical Centre', endpoint_type: 'MESH' }])
    assert.deepEqual((await mesh.call('endpointlookup/A99902/NO_SUCH_WORKFLOW')).body, { results: [] })
    assert.equal((await mesh.call('workflowsearch/GPFED_CONSULT_REPORT')).body.results.length, 2)
    assert.equal((await mesh.call('workflowsearch/GPFED_CONSULT_REPORT', { certificate: false })).status, 403)
  })
})

describe('MESH: what does not arrive', () => {
  const DAY = 86_400_000

  it('is reported to its sender after five days, and gone for its recipient', async () => {
    const mesh = openMesh()
    const id = (await mesh.call(`${PRACTICE}/outbox`, send)).body.message_id
    mesh.environment.clock.advance(5 * DAY)
    const [reportId] = (await mesh.call(`${PRACTICE}/inbox`)).body.messages
    const report = await mesh.call(`${PRACTICE}/inbox/${reportId}`)
    assert.deepEqual([report.status, report.text], [200, ''])
    const expected = { 'mex-messagetype': 'REPORT', 'mex-linkedmsgid': id, 'mex-statuscode': '14', 'mex-statussuccess': 'ERROR', 'mex-statusevent': 'SEND', 'mex-statusdescription': 'Message not collected by recipient after 5 days' }
    for (const [name, value] of Object.entries(expected)) assert.equal(report.headers.get(name), value, name)
    assert.equal((await mesh.call(`${HOSPITAL}/inbox/${id}`, { as: HOSPITAL })).status, 410)
    assert.equal((await mesh.call(`${PRACTICE}/outbox/tracking?messageID=${id}`)).body.status, 'undeliverable')
  })

  it('is known as the last of its sender when it is there no more', () => {
    const mesh = openMesh()
    assert.equal(mesh.controls.latestFrom(mesh.state, { from: HOSPITAL }), undefined)
    for (const text of ['one', 'two']) mesh.deliver({ text })
    mesh.environment.clock.advance(31 * DAY)
    assert.deepEqual(mesh.controls.listMessages(mesh.state, { from: HOSPITAL }, mesh.environment), [])
    assert.equal(mesh.controls.latestFrom(mesh.state, { from: HOSPITAL })?.text, 'two')
  })

  it('is deleted after thirty days', async () => {
    const mesh = openMesh()
    const id = mesh.deliver()
    mesh.environment.clock.advance(30 * DAY)
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}`)).status, 404)
  })

  it('is not reported when it was itself a report', async () => {
    const mesh = openMesh()
    await mesh.call(`${PRACTICE}/outbox`, send)
    for (const _ of [1, 2]) {
      mesh.environment.clock.advance(6 * DAY)
      await mesh.call(`${PRACTICE}/inbox`)
    }
    assert.equal([...mesh.state.messages.values()].filter(({ type }) => type === 'REPORT').length, 1)
  })

  const patient = { nhsNumber: '9990548609', birthDate: '1980-02-03', surname: 'Okafor', practice: 'A99902' }
  const cases: [string, string, string | undefined][] = [
    ['the practice of a patient', 'GPPROVIDER_9990548609_03021980_OKAFOR', undefined],
    ['the same, with the date as the guidance of MESH has it', 'GPPROVIDER_9990548609_19800203_OKAFOR', undefined],
    ['a wrong NHS number', 'GPPROVIDER_9990548608_03021980_OKAFOR', 'EPL-152'],
    ['an NHS number nobody knows', 'GPPROVIDER_9990000018_03021980_OKAFOR', 'EPL-153'],
    ['another date of birth', 'GPPROVIDER_9990548609_04021980_OKAFOR', 'EPL-154'],
    ['another surname', 'GPPROVIDER_9990548609_03021980_SMITH', 'EPL-154'],
  ]
  for (const [what, to, code] of cases) {
    it(`is found out from demographics: ${what}`, async () => {
      const mesh = openMesh()
      mesh.controls.putPatient(mesh.state, patient)
      assert.equal((await mesh.call(`${PRACTICE}/outbox`, { ...send, headers: { 'mex-to': to, 'mex-workflowid': 'GPFED_CONSULT_REPORT' } })).status, 202)
      const [reportId] = (await mesh.call(`${PRACTICE}/inbox`)).body.messages
      if (code === undefined) return assert.equal((await mesh.call('A99902OT001/inbox', { as: 'A99902OT001' })).body.messages.length, 1)
      assert.equal((await mesh.call(`${PRACTICE}/inbox/${reportId}`)).headers.get('mex-statuscode'), code)
    })
  }

  it('is found out from demographics: no mailbox, or several', async () => {
    const mesh = openMesh()
    const headers = { 'mex-to': 'GPPROVIDER_9990548609_03021980_OKAFOR', 'mex-workflowid': 'GPFED_CONSULT_REPORT' }
    const code = async () => {
      await mesh.call(`${PRACTICE}/outbox`, { ...send, headers })
      const { messages } = (await mesh.call(`${PRACTICE}/inbox`)).body
      return (await mesh.call(`${PRACTICE}/inbox/${messages.at(-1)}`)).headers.get('mex-statuscode')
    }
    mesh.controls.putPatient(mesh.state, { ...patient, practice: 'A99903' })
    assert.equal(await code(), 'EPL-151')
    mesh.environment.clock.advance(1000)
    mesh.controls.putPatient(mesh.state, { ...patient, practice: 'A99902' })
    mesh.controls.putMailbox(mesh.state, { id: 'A99902OT002', name: 'second', odsCode: 'A99902', password: 'p' })
    mesh.controls.putWorkflow(mesh.state, { id: 'GPFED_CONSULT_REPORT', senders: [PRACTICE], receivers: ['A99902OT001', 'A99902OT002'] })
    assert.equal(await code(), 'EPL-150')
    mesh.environment.clock.advance(1000)
    mesh.controls.putPatient(mesh.state, { ...patient, trouble: 'invalidNhsNumber' })
    assert.equal(await code(), 'EPL-152')
  })

  it('is reported when the recipient takes no such workflow', async () => {
    const mesh = openMesh()
    await mesh.call(`${PRACTICE}/outbox`, { ...send, headers: { 'mex-to': HOSPITAL, 'mex-workflowid': 'GPFED_CONSULT_REPORT' } })
    const [id] = (await mesh.call(`${PRACTICE}/inbox`)).body.messages
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}`)).headers.get('mex-statuscode'), '17')
  })
})
